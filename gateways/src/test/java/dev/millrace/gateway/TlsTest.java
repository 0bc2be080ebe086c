package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "a test's own";

    @Test
    void shouldServeThePublicPortByTlsAndTheLegacyPortWithout(@TempDir Path directory) throws Exception {
        // Given
        var keys = keyStore(directory);
        var password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        var settings = TestServer.settings()
                .with("gateway.tls.key-store", keys.toString())
                .with("gateway.tls.password-file", password.toString());
        try (var server = TestServer.with(
                settings,
                routes -> routes.get(
                        "/grain", RouteLimits.SMALL, context -> context.result(Links.absolute(context, "/grain"))))) {
            var front = server.front("/mill/grain");

            // When
            var secure = HttpClient.newBuilder()
                    .sslContext(trusting(keys))
                    .build()
                    .send(HttpRequest.newBuilder(front).build(), HttpResponse.BodyHandlers.ofString());
            var plain = TestServer.get(server.legacy("/grain"));

            // Then
            assertThat(front).isEqualTo(URI.create("https://127.0.0.1:" + front.getPort() + "/mill/grain"));
            assertThat(secure.body()).isEqualTo(front.toString());
            assertThat(plain.body()).startsWith("http://127.0.0.1:");
        }
    }

    private static Path keyStore(Path directory) throws Exception {
        var file = directory.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "mill",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return file;
    }

    private static SSLContext trusting(Path keys) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()));
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
