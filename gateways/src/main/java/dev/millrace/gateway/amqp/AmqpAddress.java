package dev.millrace.gateway.amqp;

import java.util.regex.Pattern;

/** The address of an AMQP broker as it may be shown. */
final class AmqpAddress {

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@");

    private AmqpAddress() {}

    static String redacted(String url) {
        return CREDENTIALS.matcher(url).replaceFirst("//");
    }
}
