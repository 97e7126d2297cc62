package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The demonstration as everybody meets it first: a plain start on a new directory.
@Tag("process")
@BesideOthers
class DemonstrationProcessTests {

    /// Reaches whoever listens on all addresses of this machine, but not who listens on 127.0.0.1 alone.
    static void connect(String address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 3_000);
        }
    }

    @Test
    void it_stays_on_this_machine_and_goes_until_somebody_enters_something_of_their_own() throws Exception {
        try (var program = new Program()) {
            Path data = program.file("data");
            int port = Program.freePort();
            var verdite = program.start(data, port);
            program.answers(verdite, port);
            connect("127.0.0.1", port);
            assertThatThrownBy(() -> connect("127.0.0.2", port)).isInstanceOf(IOException.class);
            loaded(program, data);
            var officer = new Visitor(port);
            officer.form("/sign-in", Map.of("username", "officer", "password", "verdite-demo"));
            assertThat(officer.page("/desk").statusCode()).isEqualTo(200);
            officer.takeToken("officer", "verdite-demo");
            String untouched = program.file("untouched.tar.gz").toString();
            assertThat(program.run("backup", untouched, "--data", data.toString())
                            .exit())
                    .isZero();

            var waiting = officer.get("/api/monitoring/exceedances?state=new").path("items");
            assertThat(waiting).isNotEmpty();
            officer.post(
                    "/api/monitoring/exceedances/" + waiting.get(0).path("id").asString() + "/acknowledge", "");
            Program.stop(verdite);
            var refused = program.run("remove-demonstration", "--data", data.toString());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.said())
                    .contains("not of the demonstration")
                    .contains("monitoring.exceedance: 1 change")
                    .contains("update " + waiting.get(0).path("id").asString() + " by token:");

            String copy = program.file("copy").toString();
            assertThat(program.run("restore", untouched, "--data", copy).exit()).isZero();
            var removed = program.run("remove-demonstration", "--data", copy);
            assertThat(removed.said()).contains("The demonstration is gone");
            assertThat(removed.exit()).isZero();
            assertThat(program.file("copy/files")).doesNotExist();
            assertThat(program.file("copy/no-demonstration")).exists();
        }
    }

    private static void loaded(Program program, Path data) throws Exception {
        try (var database = Program.superuser(data);
                var sql = database.createStatement()) {
            for (int i = 0; i < 600; i++) {
                try (var rs = sql.executeQuery("""
                        select exists (select from demonstration.load where ended_at is not null)""")) {
                    rs.next();
                    if (rs.getBoolean(1)) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
        throw new AssertionError("the demonstration was not loaded in three minutes");
    }
}
