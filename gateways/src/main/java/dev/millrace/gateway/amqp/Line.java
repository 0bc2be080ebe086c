package dev.millrace.gateway.amqp;

/** The account of one exchange in one direction. Thread-safe. */
final class Line {

    /** Which way. */
    enum Direction {
        TO_EXCHANGE,
        TO_TOPIC
    }

    private final String exchange;
    private final String topic;
    private final Direction direction;
    private final Column carried = new Column();
    private final Column onTopic = new Column();
    private final Column onExchange = new Column();

    Line(String exchange, String topic, Direction direction) {
        this.exchange = exchange;
        this.topic = topic;
        this.direction = direction;
    }

    String exchange() {
        return exchange;
    }

    String topic() {
        return topic;
    }

    Direction direction() {
        return direction;
    }

    /** What this gateway has carried: the other side has acknowledged it. */
    Column carried() {
        return carried;
    }

    /** What stands on the topic, whoever carried it. */
    Column onTopic() {
        return onTopic;
    }

    /** What was heard on the exchange, whoever carried it. */
    Column onExchange() {
        return onExchange;
    }
}
