package dev.millrace.edge;

import dev.millrace.message.edge.Packet.Quantity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the quantities that have a number on the wire. */
final class Quantities {

    private static final String PREFIX = "QUANTITY_";

    private static final Map<String, Quantity> BY_NAME = Stream.of(Quantity.values())
            .filter(quantity -> quantity != Quantity.UNRECOGNIZED && quantity.getNumber() > 0)
            .collect(Collectors.toMap(Quantities::name, Function.identity()));

    private Quantities() {}

    static Optional<Quantity> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** One of a later version is called by its number. */
    static String name(int number) {
        var known = Quantity.forNumber(number);
        return known == null ? "quantity_" + Integer.toUnsignedString(number) : name(known);
    }

    private static String name(Quantity quantity) {
        return quantity.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
