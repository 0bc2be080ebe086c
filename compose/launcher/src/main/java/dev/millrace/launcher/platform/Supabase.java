package dev.millrace.launcher.platform;

import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database that the legacy server's variables name, as a plain PostgreSQL.
 *
 * <p>{@code SUPABASE_URL} is a project's URL or a {@code postgresql://} address; {@code SUPABASE_SERVICE_KEY} is taken
 * as the password of the database's user.
 */
record Supabase(String jdbc, String user, String password) {

    private static final Pattern PROJECT = Pattern.compile("https://([a-z0-9]+)\\.supabase\\.(?:co|in)/?");

    /** Somebody has said that there is to be no database. */
    static boolean isOff(Map<String, String> environment) {
        return environment.containsKey("ENABLE_SUPABASE") && !isOn(environment);
    }

    private static boolean isOn(Map<String, String> environment) {
        return "true".equals(environment.get("ENABLE_SUPABASE"));
    }

    static Optional<Supabase> of(Map<String, String> environment) {
        if (!isOn(environment)) return Optional.empty();
        var url = environment.getOrDefault("SUPABASE_URL", "");
        var key = environment.getOrDefault("SUPABASE_SERVICE_KEY", "");
        var project = PROJECT.matcher(url);
        if (project.matches()) {
            var jdbc = "jdbc:postgresql://db." + project.group(1) + ".supabase.co:5432/postgres?sslmode=require";
            return Optional.of(new Supabase(jdbc, "postgres", key));
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) return Optional.of(plain(url, key));
        throw new SettingsException("ENABLE_SUPABASE is true, but SUPABASE_URL is neither https://PROJECT.supabase.co"
                + " nor postgresql://USER@HOST/DATABASE: " + url.replaceAll("//[^@]*@", "//…@"));
    }

    private static Supabase plain(String url, String key) {
        var uri = URI.create(url);
        var user = Optional.ofNullable(uri.getUserInfo())
                .map(info -> info.split(":", 2))
                .orElse(new String[] {"postgres"});
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        return new Supabase(jdbc, user[0], user.length > 1 ? user[1] : key);
    }

    /** Puts the password where the parts read it and nobody else does. */
    Path keep(Path directory) {
        try {
            var file = directory.resolve("database-password");
            Files.deleteIfExists(file);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return jdbc + " as " + user;
    }
}
