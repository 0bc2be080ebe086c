package dev.millrace.launcher;

import dev.millrace.launcher.screen.Screen;
import dev.millrace.part.PartFailure;
import dev.millrace.part.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 could not start. */
@Command(
        name = "millrace",
        description = "A real-time data platform on Apache Kafka.",
        mixinStandardHelpOptions = true,
        version = "millrace 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ReplayCommand.class,
            QueryCommand.class,
            TopicsCommand.class,
            ProgramCommand.Bench.class,
            ProgramCommand.Faults.class
        },
        footer = {
            "",
            "  test [--long]  everything that continuous integration runs",
            "",
            "Each command has its own --help."
        })
public final class Main {

    static final int COULD_NOT_START = 3;

    private Main() {}

    public static void main(String[] arguments) {
        Logging.toStandardError();
        var line = commandLine(Screen.standard().isColoured() ? Ansi.ON : Ansi.OFF);
        System.exit(arguments.length == 0 ? help(line) : line.execute(arguments));
    }

    static CommandLine commandLine(Ansi colours) {
        var line = new CommandLine(new Main())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours))
                .setExecutionExceptionHandler(Main::report);
        // The options of programs are their own, and go to them in the order given.
        for (var command : line.getSubcommands().values()) {
            if (command.getCommand() instanceof ProgramCommand) command.setUnmatchedOptionsArePositionalParams(true);
        }
        return line;
    }

    private static int help(CommandLine line) {
        line.usage(System.out);
        return CommandLine.ExitCode.OK;
    }

    private static int report(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof SettingsException) {
            line.getErr().println("settings: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof PartFailure) {
            line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            return COULD_NOT_START;
        }
        failure.printStackTrace(line.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
