package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AMQP;
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
     * @param oddities what ended a connection before, by name of the exchange: that is not asked again
     * @throws IOException when it is not there and may not be made, or the connection is lost
     */
    static Exchange ensure(Connection connection, String name, Map<String, String> oddities)
            throws IOException, TimeoutException {
        if (!exists(connection, name) && isMade(connection, name)) return new Exchange(name, "");
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

    /** False when somebody else has made it meanwhile, in another way. */
    private static boolean isMade(Connection connection, String name) throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true);
            channel.close();
            return true;
        } catch (IOException e) {
            if (ReplyCode.of(e) != ReplyCode.PRECONDITION_FAILED) throw e;
            return false;
        }
    }

    /**
     * What a look at one that is there finds odd. Qpid compares the kind when it looks, and objects by ending the
     * connection, so that it cannot be asked a second time. RabbitMQ tells the kind only of one that is declared: as it
     * is, which changes nothing, or with an objection.
     */
    private static String oddity(Connection connection, String name, Map<String, String> oddities)
            throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            channel.rpc(asFanout(name).passive(true).build());
            if (!IngressQueue.isQpid(connection)) channel.rpc(asFanout(name).build());
            channel.close();
            return "";
        } catch (IOException e) {
            var code = ReplyCode.of(e);
            if (code == ReplyCode.ACCESS_REFUSED) return "";
            if (code != ReplyCode.PRECONDITION_FAILED && code != ReplyCode.NOT_ALLOWED) throw e;
            if (connection.isOpen()) return ReplyCode.text(e);
            oddities.put(name, ReplyCode.text(e));
            throw e;
        }
    }

    private static AMQP.Exchange.Declare.Builder asFanout(String name) {
        return new AMQP.Exchange.Declare.Builder()
                .exchange(name)
                .type(BuiltinExchangeType.FANOUT.getType())
                .durable(true);
    }
}
