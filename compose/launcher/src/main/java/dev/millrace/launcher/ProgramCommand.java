package dev.millrace.launcher;

import dev.millrace.launcher.platform.Home;
import dev.millrace.launcher.platform.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a program of another module in a process of its own, with the arguments as they are; ends with its exit code. */
abstract class ProgramCommand implements Callable<Integer> {

    private final Program program;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "What to run, everything when left out; --list shows what there is.")
    private List<String> arguments = new ArrayList<>();

    ProgramCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var command = program.command(Home.find(), List.of("-Dmillrace.home=" + Home.find()), arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Measures the platform. */
    @Command(
            name = "bench",
            description = "Measures the platform against a ceiling measured in the same run.",
            mixinStandardHelpOptions = true)
    static final class Bench extends ProgramCommand {
        Bench() {
            super(Program.BENCH);
        }
    }

    /** Breaks the platform. */
    @Command(
            name = "faults",
            description = "Kills, pauses and cuts off parts, and counts what was lost or doubled.",
            mixinStandardHelpOptions = true)
    static final class Faults extends ProgramCommand {
        Faults() {
            super(Program.FAULTS);
        }
    }
}
