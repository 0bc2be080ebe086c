package dev.millrace.gateway.amqp;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * An exchange as it was found, or made when there was none.
 *
 * @param oddity what is unlike the legacy hub's exchanges, in the broker's words; empty when nothing is
 */
record Exchange(String name, String oddity) {

    private static final String TO_ALL = "";
    private static final String ANY_KEY = "#";

    /**
     * Looks first, and makes a durable fanout exchange only where there is none.
     *
     * @param oddities what is known of exchanges, by name
     * @throws IOException when it is not there and may not be made, or the connection is lost
     */
    static Exchange ensure(Connection connection, String name, Map<String, String> oddities)
            throws IOException, TimeoutException {
        if (!exists(connection, name)) create(connection, name);
        var known = oddities.get(name);
        return new Exchange(name, known == null ? oddity(connection, name, oddities) : known);
    }

    boolean isFanout() {
        return oddity.isEmpty();
    }

    /** The keys by which a queue gets everything: a fanout exchange reads none, a topic exchange needs the wildcard. */
    List<String> bindingKeys() {
        return isFanout() ? List.of(TO_ALL) : List.of(TO_ALL, ANY_KEY);
    }

    private static boolean exists(Connection connection, String name) throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            channel.exchangeDeclarePassive(name);
            channel.close();
            return true;
        } catch (IOException e) {
            if (ReplyCode.of(e) == ReplyCode.NOT_FOUND) return false;
            throw e;
        }
    }

    private static void create(Connection connection, String name) throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true);
            channel.close();
        } catch (IOException e) {
            // Somebody else has made it meanwhile, in another way.
            if (ReplyCode.of(e) != ReplyCode.PRECONDITION_FAILED) throw e;
        }
    }

    /**
     * Looking does not tell the kind. Declaring what should be there changes nothing: it is so, or the broker objects;
     * some by ending the connection, so that the question cannot be asked a second time.
     */
    private static String oddity(Connection connection, String name, Map<String, String> oddities)
            throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true);
            channel.close();
            return "";
        } catch (IOException e) {
            var code = ReplyCode.of(e);
            if (code == ReplyCode.ACCESS_REFUSED) return "";
            if (code != ReplyCode.PRECONDITION_FAILED && code != ReplyCode.NOT_ALLOWED) throw e;
            oddities.put(name, ReplyCode.text(e));
            if (!connection.isOpen()) throw e;
            return ReplyCode.text(e);
        }
    }
}
