package dev.millrace.topic;

import java.util.regex.Pattern;

/**
 * A set of topics apart from all others on the same cluster: a tenant, a test run, an experiment.
 *
 * <p>It prefixes topics, subjects, consumer groups, application ids and transactional ids.
 *
 * @param name empty for the namespace without a prefix
 */
public record Namespace(String name) {

    private static final Pattern FORM = Pattern.compile("|[a-z0-9][a-z0-9-]{0,62}");

    public static final Namespace NONE = new Namespace("");

    public Namespace {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("a namespace is up to 63 of a-z, 0-9 and -, not " + name);
        }
    }

    /** The name inside this namespace. */
    public String qualify(String plain) {
        return name.isEmpty() ? plain : name + "." + plain;
    }
}
