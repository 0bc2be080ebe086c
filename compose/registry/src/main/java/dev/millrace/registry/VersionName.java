package dev.millrace.registry;

import dev.millrace.registry.Entry.Registered;
import dev.millrace.registry.Refused.Code;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version as it stands in a path: its number, or the latest. */
record VersionName(Optional<Integer> number) {

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    static VersionName of(String text) {
        if (text.equals("latest") || text.equals("-1")) return new VersionName(Optional.empty());
        if (NUMBER.matcher(text).matches()) return new VersionName(Optional.of(Integer.valueOf(text)));
        throw new Refused(
                Code.INVALID_VERSION,
                "The specified version '" + text + "' is not a valid version id. Allowed values are between [1, 2^31-1]"
                        + " and the string \"latest\"");
    }

    Optional<Registered> in(List<Registered> versions) {
        if (number.isEmpty())
            return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
        return versions.stream().filter(each -> each.version() == number.get()).findFirst();
    }

    Refused notFound() {
        return new Refused(
                Code.VERSION_NOT_FOUND, "Version " + number.map(String::valueOf).orElse("latest") + " not found.");
    }
}
