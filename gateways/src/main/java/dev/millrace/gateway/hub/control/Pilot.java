package dev.millrace.gateway.hub.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.access.RateLimit;
import dev.millrace.gateway.live.Payload;
import dev.millrace.topic.Key;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a viewer says, from one socket: commands go to the devices, byte for byte. A pilot that has asked for it hears
 * what becomes of them, and can have a device to itself. Called by one thread at a time.
 */
public final class Pilot {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,19}");
    private static final int LONGEST_ID = 128;

    private final ControlSender sender;
    private final Acknowledgements acknowledgements;
    private final ControlMeters meters;
    private final ControlSettings settings;
    private final String target;
    private final Optional<Consumer<Payload>> tells;
    private final Holdings holdings;
    private final Bucket rate;
    private long commands;

    Pilot(
            ControlSender sender,
            ControlReader reader,
            Acknowledgements acknowledgements,
            ControlMeters meters,
            ControlSettings settings,
            String target,
            Optional<Consumer<Payload>> tells) {
        this.sender = sender;
        this.acknowledgements = acknowledgements;
        this.meters = meters;
        this.settings = settings;
        this.target = target;
        this.tells = tells;
        this.holdings = new Holdings(sender, reader, settings.lease(), tells.orElse(payload -> {}));
        this.rate = RateLimit.bucket(settings.commandsPerSecond());
    }

    /** @return when the message is off this gateway's hands */
    public CompletionStage<?> onText(String text) {
        var said = Said.of(text);
        if (said instanceof Said.Command command) return command(command, text);
        if (said instanceof Said.TakeControl take) return control(take.json(), "take_control");
        if (said instanceof Said.ReleaseControl release) return control(release.json(), "release_control");
        if (said instanceof Said.AnalysisMode) return analysisMode(text);
        if (said instanceof Said.Nothing nothing) meters.ignored(nothing.reason());
        return SocketHandler.DONE;
    }

    /** A message that is no text. */
    public void onBinary() {
        meters.ignored("binary");
    }

    private CompletionStage<?> command(Said.Command command, String text) {
        meters.received(command.type());
        commands++;
        measure(command.json());
        var to = target(command.json());
        var ttl = ttl(command.json());
        if (to.isEmpty()) return refuse(command, "bad-device", "device is a name of 1 to 128 characters");
        if (ttl.isEmpty()) {
            return refuse(
                    command,
                    "bad-ttl",
                    "ttl_ms is from 1 to " + settings.longestTtl().toMillis());
        }
        if (!command.isLanding() && !rate.tryConsume(1)) {
            return refuse(command, "too-many", tooMany());
        }
        holdings.keep();
        var id = tells.map(tell -> acknowledgements.await(id(command.json()), ttl.get(), tell))
                .orElse("");
        return sender.command(to.get(), command, text, id, holdings.holder(), ttl.get())
                .whenComplete((done, failure) -> {
                    if (failure == null) acknowledgements.accepted(id);
                    else notKept(id, failure);
                });
    }

    private void notKept(String id, Throwable failure) {
        meters.ended("not-kept");
        acknowledgements.refused(id, String.valueOf(failure.getMessage()));
    }

    private CompletionStage<?> refuse(Said.Command command, String word, String reason) {
        meters.ended(word);
        tells.ifPresent(tell -> tell.accept(Notices.refused(id(command.json()), reason)));
        return SocketHandler.DONE;
    }

    private CompletionStage<?> analysisMode(String text) {
        meters.received("analysis_mode");
        if (rate.tryConsume(1)) return sender.analysisMode(target, text);
        meters.ended("too-many");
        return SocketHandler.DONE;
    }

    private CompletionStage<?> control(JsonNode json, String type) {
        if (tells.isEmpty()) {
            meters.ignored("not-opted-in");
            return SocketHandler.DONE;
        }
        meters.received(type);
        var device = target(json);
        if (!rate.tryConsume(1)) {
            meters.ended("too-many");
            tells.get().accept(Notices.notTaken(device.orElse(""), tooMany()));
            return SocketHandler.DONE;
        }
        if (device.isEmpty() || !Holdings.isDevice(device.get())) {
            tells.get().accept(Notices.notTaken(json.path("device").asText(), "device must name one device"));
            return SocketHandler.DONE;
        }
        return type.equals("take_control")
                ? holdings.take(device.get(), json.path("lease").asText(""))
                : holdings.release(device.get());
    }

    private String tooMany() {
        return "at most " + settings.commandsPerSecond() + " per second";
    }

    /** Empty when a device is named that cannot be one. What legacy clients put there means nothing. */
    private Optional<String> target(JsonNode json) {
        var named = json.path("device");
        if (tells.isEmpty() || named.isMissingNode()) return Optional.of(target);
        return named.isTextual() ? Key.of(named.textValue()) : Optional.empty();
    }

    private Optional<Duration> ttl(JsonNode json) {
        var asked = json.path("ttl_ms");
        if (asked.isMissingNode()) return Optional.of(settings.ttl());
        var millis = asked.isIntegralNumber() && asked.canConvertToLong() ? asked.longValue() : 0;
        if (millis >= 1 && millis <= settings.longestTtl().toMillis()) return Optional.of(Duration.ofMillis(millis));
        return tells.isEmpty() ? Optional.of(settings.ttl()) : Optional.empty();
    }

    /** As the pilot wrote it, or the command's number on this socket, from 1. */
    private JsonNode id(JsonNode json) {
        var id = json.path("id");
        var isUsable = id.isTextual() && id.textValue().length() <= LONGEST_ID || id.isIntegralNumber();
        return isUsable ? id : LongNode.valueOf(commands);
    }

    private void measure(JsonNode json) {
        var sent = json.path("timestamp").asText("");
        if (!WHOLE_NUMBER.matcher(sent).matches() || sent.length() == 19 && sent.compareTo("9223372036854775807") > 0) {
            return;
        }
        meters.sent(Long.parseLong(sent), sender.nowNs());
    }
}
