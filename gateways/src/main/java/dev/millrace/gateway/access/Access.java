package dev.millrace.gateway.access;

import dev.millrace.part.SettingsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Decides who may come in: by the name this gateway was called, the web page that asks, and the token. Immutable. */
public final class Access {

    /** Whoever has not signed in. */
    public static final String ANONYMOUS = "anonymous";

    private final Optional<Tokens> tokens;
    private final Origins origins;
    private final Set<String> hosts;
    private final boolean isHostChecked;

    private Access(Optional<Tokens> tokens, Origins origins, Set<String> hosts, boolean isHostChecked) {
        this.tokens = tokens;
        this.origins = origins;
        this.hosts = hosts;
        this.isHostChecked = isHostChecked;
    }

    /**
     * @param address that the gateway listens on
     * @throws SettingsException when others than this machine could come in, and nothing was said about them
     */
    public static Access of(AccessSettings settings, String address) {
        var isLoopback = Loopback.isLoopback(address);
        if (!isLoopback
                && settings.auth() == AccessSettings.Auth.AUTO
                && settings.tokensFile().isEmpty()) {
            throw new SettingsException("gateway.host " + address + " lets other machines in: name a"
                    + " gateway.access.tokens-file, or spell out gateway.access.auth: none");
        }
        var tokens = settings.tokensFile().isEmpty()
                ? Optional.<Tokens>empty()
                : Optional.of(Tokens.read(Path.of(settings.tokensFile())));
        return new Access(
                tokens,
                new Origins(settings.allowedOrigins()),
                Set.copyOf(settings.allowedHosts()),
                isLoopback && tokens.isEmpty());
    }

    public Admission judge(Knock knock) {
        if (isHostChecked && !isOwnName(knock.host())) {
            return new Admission.Denied(421, "Misdirected Request", "this gateway is not known by that name");
        }
        if (knock.isUnsafe()
                && !knock.origin().map(o -> isAllowed(o, knock.host())).orElse(true)) {
            return new Admission.Denied(
                    403, "Forbidden", "the origin " + knock.origin().orElse("") + " is not allowed here");
        }
        if (tokens.isEmpty()) return new Admission.Admitted(ANONYMOUS);
        return bySignIn(tokens.get(), knock);
    }

    public boolean isAllowed(String origin, String host) {
        return origins.isAllowed(origin, host);
    }

    private static Admission bySignIn(Tokens tokens, Knock knock) {
        var grant = knock.token().flatMap(tokens::find);
        if (grant.isEmpty()) {
            if (knock.isOpenToAll()) return new Admission.Admitted(ANONYMOUS);
            return new Admission.Denied(401, "Unauthorized", "a bearer token is wanted");
        }
        if (grant.get().allows(knock.capability()))
            return new Admission.Admitted(grant.get().principal());
        return new Admission.Denied(403, "Forbidden", "this token is not for " + knock.capability());
    }

    /** A page elsewhere whose name was made to point at this machine would call it by that name. */
    private boolean isOwnName(String host) {
        if (host.isEmpty()) return true;
        return Authority.parse(host)
                .map(name -> Loopback.isLoopback(name.host()) || hosts.contains(name.host()))
                .orElse(false);
    }
}
