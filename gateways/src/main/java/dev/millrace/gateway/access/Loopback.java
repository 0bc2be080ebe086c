package dev.millrace.gateway.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of this very machine. */
final class Loopback {

    private static final Pattern NAMES = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1\\]?");

    private Loopback() {}

    static boolean isLoopback(String host) {
        return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
