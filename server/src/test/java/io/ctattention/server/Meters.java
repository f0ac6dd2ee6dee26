package io.ctattention.server;

import io.restassured.RestAssured;
import java.util.Arrays;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the service's meters as Prometheus does. */
public final class Meters {

    private Meters() {}

    /** Returns all of them. */
    public static String text() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", int.class);
        return RestAssured.given()
                .port(port)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The sum of all lines that begin like this. */
    public static double value(String start) {
        return Arrays.stream(text().split("\n"))
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
