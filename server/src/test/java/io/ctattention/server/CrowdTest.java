package io.ctattention.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one address does to the service while another one asks it. */
@QuarkusTest
@TestProfile(ServedModel.class)
class CrowdTest {

    private static final String CROWD = "127.0.0.2";

    @TestHTTPResource URI service;

    private final List<Socket> crowd = new ArrayList<>();

    @AfterEach
    void disperse() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        crowd.add(socket);
        socket.bind(new InetSocketAddress(CROWD, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    private void post(String length, int bytes) throws IOException {
        Socket socket = connect(service.getPort());
        try {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/classifications HTTP/1.1\r\nHost: localhost\r\n"
                                            + length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(new byte[bytes]);
        } catch (IOException e) {
            // the service has refused it
        }
    }

    private static void aSliceIsClassified() {
        given().body(Phantoms.png(1)).post("/v1/classifications").then().statusCode(200);
    }

    private long stillOpen() throws IOException {
        long open = 0;
        for (Socket socket : crowd) {
            socket.setSoTimeout(1);
            try {
                while (socket.getInputStream().read(new byte[8192]) >= 0) {
                    // an answer
                }
            } catch (SocketTimeoutException e) {
                open++;
            } catch (IOException e) {
                // reset
            }
        }
        return open;
    }

    @Test
    void announcedBytesTakeNoRoom() throws Exception {
        for (int i = 0; i < 12; i++) {
            post("Content-Length: 10485760", 1);
            post("Transfer-Encoding: chunked", 0);
        }
        post("Content-Length: 8388600", 1); // of the 128 MB there are 8 bytes left
        aSliceIsClassified();
    }

    @Test
    void bytesThatArrivedLeaveRoomForOthers() throws Exception {
        for (int i = 0; i < 16; i++) {
            post("Content-Length: 10000000", 9_000_000);
        }
        aSliceIsClassified();
    }

    @Test
    void idleConnectionsGiveWay() throws Exception {
        byte[] request =
                "GET /v1/models/ward-b HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 1200; i++) {
            Socket socket = connect(service.getPort());
            if (i % 8 > 0) { // some say nothing at all
                socket.getOutputStream().write(request);
            }
        }
        aSliceIsClassified();
        await().untilAsserted(() -> assertThat(stillOpen()).isBetween(1L, 256L));
        Socket another = connect(service.getPort());
        another.getOutputStream().write(request);
        another.setSoTimeout(20_000);
        assertThat(another.getInputStream().read()).as("of the same address").isEqualTo('H');
    }

    @Test
    void thePortOfTheManagementIsBoundedToo() throws Exception {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", int.class);
        for (int i = 0; i < 300; i++) {
            connect(port);
        }
        assertThat(Meters.text()).contains("ct_attention_server_queue");
        await().untilAsserted(() -> assertThat(stillOpen()).isBetween(1L, 256L));
    }
}
