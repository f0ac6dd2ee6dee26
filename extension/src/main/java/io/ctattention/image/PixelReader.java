package io.ctattention.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes with the JDK's own readers, and treats their warnings about damage as errors. */
final class PixelReader {

    private PixelReader() {}

    static BufferedImage read(String name, ImageHeader header, StoredImage stored)
            throws ImageException {
        ImageReader reader = jdkReader(name, header.format().name());
        List<String> warnings = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
        WantedRows rows = new WantedRows();
        BufferedImage image;
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stored.content()))) {
            reader.addIIOReadWarningListener(listener);
            reader.addIIOReadUpdateListener(rows);
            reader.setInput(in, true, true);
            image = stored.orientation().shown(reader.read(0));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            rows.check();
            throw new ImageException(name, fault(header, String.valueOf(e.getMessage())), e);
        } finally {
            reader.dispose();
        }
        rows.check();
        if (!warnings.isEmpty()) {
            throw new ImageException(name, fault(header, warnings.get(0)));
        }
        if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
            throw new ImageException(
                    name,
                    fault(
                            header,
                            String.format(
                                    Locale.ROOT, "%d x %d", image.getWidth(), image.getHeight())));
        }
        return image;
    }

    private static String fault(ImageHeader header, String reason) {
        return String.format(
                Locale.ROOT,
                "its pixels cannot be decoded (%s); a complete %s is expected",
                reason,
                header.format());
    }

    /** Other readers on the class path may be more lenient. */
    private static ImageReader jdkReader(String name, String format) throws ImageException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new ImageException(
                name,
                String.format(
                        Locale.ROOT,
                        "this Java has no %s reader; add the module java.desktop",
                        format));
    }
}
