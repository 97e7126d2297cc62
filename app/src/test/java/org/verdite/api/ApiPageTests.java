package org.verdite.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.verdite.demonstration.DemonstrationTest;

/// What `docs/api.md` shows works as it stands: its commands run one after the other, with the curl of this machine.
@DemonstrationTest
class ApiPageTests {

    private static final Path PAGE = Path.of("..", "docs", "api.md").toAbsolutePath();

    /// Notes each request that is answered with an error, whose exit code a pipe would hide.
    private static final String NOTING = """
            set -eu
            curl() { command curl --fail-with-body "$@" || { echo "curl $*" >> failed; return 1; }; }
            touch failed
            """;

    private static final String ENDING = """
            echo
            echo THE-ITEM
            api "$DIRECTOR" $B/api/rectification/items/$ITEM
            """;

    @LocalServerPort
    int port;

    @TempDir
    Path directory;

    @Test
    void the_loop_of_the_page_is_walked_by_its_own_commands() throws IOException, InterruptedException {
        String commands = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult m) -> m.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(commands).contains("B=http://localhost:8080\n");
        String script = NOTING + commands.replace("http://localhost:8080", "http://localhost:" + port) + ENDING;
        Files.writeString(directory.resolve("page.sh"), script);
        Path said = directory.resolve("said");
        var bash = new ProcessBuilder("bash", "page.sh")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(bash.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(said);
        assertThat(directory.resolve("failed")).as(output).isEmptyFile();
        assertThat(bash.exitValue()).as(output).isZero();
        String item = output.substring(output.indexOf("THE-ITEM"));
        assertThat(item)
                .contains("\"state\":\"CLOSED_EFFECTIVE\"")
                .contains("\"severity\":\"MAJOR\"")
                .contains("\"title\":\"Clean the strainer\"")
                .contains("\"kind\":\"exceedance\"");
        assertThat(output).contains("1467000000").contains("\"rejected\":1").contains("\"reason\":\"OWNER\"");
    }
}
