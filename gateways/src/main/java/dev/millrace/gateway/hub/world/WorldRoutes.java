package dev.millrace.gateway.hub.world;

import dev.millrace.gateway.Links;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.python.PythonJson;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The routes below {@code /api}, with the legacy hub's answers. Thread-safe. */
final class WorldRoutes implements AutoCloseable {

    private static final long MOST_POINTS = 10_000;
    private static final int SEARCHES = 2;
    private static final double PERIOD = 10;

    /** A search may take a while, and asking is cheap. */
    private static final RouteLimits SEARCHING = RouteLimits.SMALL.rate(20);

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final World world;
    private final ModelFolder folder;
    private final Restarts restarts;
    private final Supplier<Instant> clock;
    private final Semaphore searches = new Semaphore(SEARCHES);
    private final ExecutorService answers = Executors.newFixedThreadPool(2, task -> new Thread(task, "hub-world"));

    WorldRoutes(World world, ModelFolder folder, Restarts restarts, Supplier<Instant> clock) {
        this.world = world;
        this.folder = folder;
        this.restarts = restarts;
        this.clock = clock;
    }

    void mount(Routes routes) {
        get(routes, "/api/", context -> answer(context, Map.of("message", "Hello from the server with tracing!")));
        get(routes, "/api/test", context -> answer(context, status("ok", "Server is running")));
        get(routes, "/api/obj", this::model);
        get(routes, "/api/destination", context -> answer(context, place(origin(), List.of())));
        get(routes, "/api/current_location", context -> answer(context, whereabouts()));
        get(routes, "/api/route_random", WorldRoutes::randomRoute);
        get(routes, "/api/torus", context -> answer(context, torus()));
        route(routes, HandlerType.GET, "/api/route_projection", SEARCHING, this::projectedRoute);
        route(routes, HandlerType.POST, "/api/set_current_location", RouteLimits.SMALL, this::moveTo);
        route(routes, HandlerType.POST, "/api/restart", RouteLimits.SMALL, this::restart);
    }

    private static void get(Routes routes, String path, Handler handler) {
        route(routes, HandlerType.GET, path, RouteLimits.SMALL, handler);
    }

    /** With a slash too many or too few at its end, the legacy framework sent clients to the path itself. */
    private static void route(Routes routes, HandlerType method, String path, RouteLimits limits, Handler handler) {
        var withoutSlash = path.replaceAll("/$", "");
        routes.handle(method, withoutSlash, limits, context -> {
            if (context.path().endsWith("/") == path.endsWith("/")) {
                handler.handle(context);
                return;
            }
            var query = context.queryString();
            var location = Links.absolute(context, path) + (query == null ? "" : "?" + query);
            context.status(307).header("Location", location);
        });
    }

    private void model(Context context) throws IOException {
        var name = context.queryParam("file_name");
        if (name == null) {
            refuse(context, new Invalid().missing("query", "file_name"));
            return;
        }
        var found = folder.find(name);
        if (found.isEmpty()) {
            answer(context.status(404), Map.of("message", "File " + name + " not found"));
            return;
        }
        var model = found.get();
        if (model.isObj()) world.enter(name, Links.principal(context));
        context.contentType(model.isObj() ? "model/obj" : "application/octet-stream")
                .header("Content-Disposition", attachment(name))
                .header("ETag", model.tag())
                .header("Last-Modified", HTTP_DATE.format(model.changed()))
                .header("Content-Length", Long.toString(model.size()))
                .result(Files.newInputStream(model.path()));
    }

    private static String attachment(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        return encoded.equals(name)
                ? "attachment; filename=\"" + name + '"'
                : "attachment; filename*=utf-8''" + encoded;
    }

    private void moveTo(Context context) {
        var invalid = new Invalid();
        var place = PointForm.body(context.body(), invalid);
        if (place.isEmpty()) {
            refuse(context, invalid);
            return;
        }
        later(context, world.moveTo(place.get(), Links.principal(context)), done -> {
            var json = new LinkedHashMap<String, Object>();
            json.put("status", "success");
            json.put(
                    "current_location",
                    List.of(place.get().x(), place.get().y(), place.get().z()));
            answer(context, json);
        });
    }

    private void restart(Context context) {
        var call = restarts.call(Restarts.ASKED, Links.principal(context));
        later(
                context,
                call.handle((sent, failure) -> failure == null
                        ? status("success", "Restart command published")
                        : status("error", "Failed to publish restart command: " + message(failure))),
                json -> answer(context, json));
    }

    private static String message(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    private <T> void later(Context context, CompletableFuture<T> result, Consumer<T> answer) {
        context.future(() -> result.thenAcceptAsync(answer, answers));
    }

    private static void randomRoute(Context context) {
        var asked = context.queryParam("num_points");
        var count = asked == null ? Optional.of(BigInteger.TEN) : wholeNumber(asked);
        if (count.isEmpty()) {
            refuse(context, new Invalid().noInteger("query", "num_points"));
            return;
        }
        if (count.get().compareTo(BigInteger.valueOf(MOST_POINTS)) > 0) {
            refuse(context, new Invalid().tooLarge(MOST_POINTS, "query", "num_points"));
            return;
        }
        var random = ThreadLocalRandom.current();
        answer(
                context,
                Stream.generate(() ->
                                new Point(random.nextDouble(-5, 5), random.nextDouble(-5, 5), random.nextDouble(-5, 5)))
                        .limit(Math.max(0, count.get().intValue()))
                        .map(Point::json)
                        .toList());
    }

    private static Optional<BigInteger> wholeNumber(String text) {
        var digits = text.strip();
        return digits.matches("[+-]?[0-9]{1,100}") ? Optional.of(new BigInteger(digits)) : Optional.empty();
    }

    private Map<String, Object> torus() {
        var now = clock.get();
        var seconds = now.getEpochSecond() + now.getNano() / 1e9;
        var angle = 2 * Math.PI * (seconds % PERIOD) / PERIOD;
        return new Point(5 * Math.cos(angle), 5 * Math.sin(angle), 5 * Math.sin(angle)).json();
    }

    private Map<String, Object> whereabouts() {
        return place(
                world.location().json(), world.grid().map(VoxelGrid::dimensions).orElse(List.of()));
    }

    private static Map<String, Object> place(Map<String, Object> point, List<Integer> dimensions) {
        var json = new LinkedHashMap<String, Object>();
        json.put("point", point);
        json.put("dimensions", dimensions);
        return json;
    }

    /** Never set anywhere. */
    private static Map<String, Object> origin() {
        var json = new LinkedHashMap<String, Object>();
        json.put("x", 0);
        json.put("y", 0);
        json.put("z", 0);
        return json;
    }

    private void projectedRoute(Context context) {
        var invalid = new Invalid();
        var isInQuery = Stream.of("x", "y", "z").anyMatch(axis -> context.queryParam("destination_" + axis) != null);
        var destination = isInQuery
                ? PointForm.query(context::queryParam, "destination_", invalid)
                : PointForm.body(context.body(), invalid);
        if (destination.isEmpty()) {
            refuse(context, invalid);
            return;
        }
        var grid = world.grid();
        if (grid.isEmpty()) {
            answer(context.status(400), Map.of("message", "No model loaded. Please load a model first."));
            return;
        }
        project(context, grid.get(), destination.get());
    }

    private void project(Context context, VoxelGrid grid, Point destination) {
        if (!searches.tryAcquire()) {
            answer(context.status(500), Map.of("message", "Path calculation failed: too many at once"));
            return;
        }
        try {
            var from = grid.cell(world.location());
            var to = grid.cell(destination);
            var path = PathSearch.between(grid, from, to);
            if (path.isPresent()) answer(context, projection(grid, path.get(), from, to));
            else answer(context.status(500), Map.of("message", "Path calculation failed: there is no way"));
        } finally {
            searches.release();
        }
    }

    private static Map<String, Object> projection(VoxelGrid grid, List<Cell> path, Cell from, Cell to) {
        var json = new LinkedHashMap<String, Object>();
        json.put("path", path.stream().map(Cell::json).toList());
        json.put("path_small", PathSearch.turns(path).stream().map(Cell::json).toList());
        json.put("dimensions", grid.dimensions());
        json.put("current_location", from.json());
        json.put("destination", to.json());
        return json;
    }

    private static Map<String, Object> status(String status, String message) {
        var json = new LinkedHashMap<String, Object>();
        json.put("status", status);
        json.put("message", message);
        return json;
    }

    private static void refuse(Context context, Invalid invalid) {
        context.status(422).contentType("application/json").result(invalid.body());
    }

    private static void answer(Context context, Object json) {
        context.contentType("application/json").result(PythonJson.HTTP.write(json));
    }

    @Override
    public void close() {
        answers.shutdown();
    }
}
