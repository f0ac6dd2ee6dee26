package io.ctattention.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Fifty files that look like images by their names and are none. */
final class DamagedImages {

    private DamagedImages() {}

    static void write(Path slice, Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] png = Files.readAllBytes(slice);
        byte[] jpeg = jpeg(slice);
        for (int i = 0; i < 10; i++) { // 10 cut PNG, 10 cut JPEG
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "cut-%d.png", i)),
                    Arrays.copyOf(png, 1 + i * (png.length - 2) / 10));
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "cut-%d.jpg", i)),
                    Arrays.copyOf(jpeg, 1 + i * (jpeg.length - 3) / 10));
        }
        for (int i = 0; i < 10; i++) { // 10 with a flipped bit under a checksum
            byte[] flipped = png.clone();
            flipped[60 + i * (png.length - 80) / 10] ^= 1;
            Files.write(folder.resolve(String.format(Locale.ROOT, "checksum-%d.png", i)), flipped);
        }
        for (int i = 0; i < 5; i++) { // 10 zeroed, in whole or from the middle on
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "zero-%d.png", i)),
                    new byte[i * 100]);
            byte[] half = png.clone();
            Arrays.fill(half, png.length / 2 + i, png.length, (byte) 0);
            Files.write(folder.resolve(String.format(Locale.ROOT, "half-%d.png", i)), half);
        }
        for (int i = 0; i < 5; i++) { // 5 that promise up to 4 gigapixels
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "huge-%d.png", i)),
                    promising(png, 10_000 << i));
        }
        String[] other = {"GIF89a", "BM", "%PDF-1.7", "\u007fELF", "file,label\n"};
        for (int i = 0; i < 5; i++) { // 5 of another type
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "type-%d.jpeg", i)),
                    Arrays.copyOf(other[i].getBytes(StandardCharsets.ISO_8859_1), 500));
        }
    }

    private static byte[] jpeg(Path slice) throws IOException {
        BufferedImage image = ImageIO.read(slice.toFile());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** The PNG with another width and height in its header, under a right checksum. */
    private static byte[] promising(byte[] png, int side) {
        byte[] huge = png.clone();
        for (int at : new int[] {16, 20}) {
            for (int k = 0; k < 4; k++) {
                huge[at + k] = (byte) (side >> 8 * (3 - k));
            }
        }
        CRC32 crc = new CRC32();
        crc.update(huge, 12, 17);
        for (int k = 0; k < 4; k++) {
            huge[29 + k] = (byte) (crc.getValue() >> 8 * (3 - k));
        }
        return huge;
    }
}
