package io.ctattention.server.version;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;

/** The ways to talk to the service. */
enum Way {
    HTTP_1_1(false, HttpVersion.HTTP_1_1),
    /** HTTP/2 in clear text, by prior knowledge. */
    H2C(false, HttpVersion.HTTP_2),
    TLS_HTTP_1_1(true, HttpVersion.HTTP_1_1),
    /** HTTP/2 as agreed upon in TLS, by ALPN: what browsers do. */
    TLS_H2(true, HttpVersion.HTTP_2);

    final boolean tls;
    final HttpVersion version;

    Way(boolean tls, HttpVersion version) {
        this.tls = tls;
        this.version = version;
    }

    /** One connection, on which requests of HTTP/2 are streams. */
    HttpClientOptions options() {
        return new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setSsl(tls)
                .setUseAlpn(tls)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setMaxPoolSize(version == HttpVersion.HTTP_2 ? 5 : 50)
                .setHttp2MaxPoolSize(1)
                .setHttp2MultiplexingLimit(100);
    }
}
