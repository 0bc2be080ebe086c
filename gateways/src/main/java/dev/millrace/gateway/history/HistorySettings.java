package dev.millrace.gateway.history;

import java.time.Duration;

/**
 * The section {@code history} of {@code gateway.yaml}, where each key is explained.
 *
 * @param url of JDBC; empty for no database
 * @param schema of the read views
 * @param timeout how long a query may take
 */
public record HistorySettings(
        String url, String user, String passwordFile, String schema, int connections, Duration timeout) {

    public HistorySettings {
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("url begins with jdbc:postgresql:, unlike " + url);
        }
        if (!schema.matches("[A-Za-z0-9_.]{1,63}")) {
            throw new IllegalArgumentException("schema must be a plain name: " + schema);
        }
        if (connections < 1) throw new IllegalArgumentException("connections must be at least 1: " + connections);
        if (timeout.toSeconds() < 1) throw new IllegalArgumentException("timeout must be at least 1s: " + timeout);
    }
}
