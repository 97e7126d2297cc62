package org.verdite.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.TestDatabase;
import org.verdite.shared.Scope;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.Verifier;
import org.verdite.ui.job.Jobs;

@SpringBootTest
@AutoConfigureMockMvc
class TrailPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Anchoring anchoring;

    @Autowired
    Jobs jobs;

    @Autowired
    DataSource dataSource;

    @Autowired
    Clock clock;

    @Value("${verdite.data}")
    Path data;

    @Autowired
    ApplicationContext context;

    @Autowired
    Verifications verifications;

    private int unit;

    @BeforeEach
    void record() throws Exception {
        unit = all(() -> new TransactionTemplate(transactions).execute(_ -> {
            int id = jdbc.sql("""
                            insert into organisation.unit (code, name, kind, opened)
                            values ('T' || (select count(*) from organisation.unit), '{"_":"en","en":"First name"}', 'SITE', date '2020-01-01')
                            returning id""").query((rs, _) -> rs.getInt(1)).single();
            jdbc.sql(
                            "update organisation.unit set name = '{\"_\":\"en\",\"en\":\"Second <name>\"}', version = 2 where id = :id")
                    .param("id", id)
                    .update();
            return id;
        }));
    }

    @Test
    void the_list_shows_who_did_what_and_filters() throws Exception {
        String page = page("/trail?place=organisation.unit");
        assertThat(page)
                .contains("by rule (test)")
                .contains("Second &lt;name&gt;")
                .contains("/trail/records/organisation.unit/" + unit);
        assertThat(page("/trail?place=organisation.unit&from=2019-01-01&to=2019-12-31"))
                .contains("No entry matches");
        assertThat(all(() -> mvc.get().uri("/trail?from=yesterday").exchange())).hasStatus(422);
        assertThat(all(() ->
                        mvc.get().uri("/trail/export?place=organisation.unit").exchange()))
                .hasStatusOk()
                .bodyText()
                .contains("organisation.unit");
    }

    @Test
    void a_record_shows_its_history_with_the_check_at_its_end() throws Exception {
        assertThat(page("/trail/records/organisation.unit/" + unit))
                .contains("First name")
                .contains("Second &lt;name&gt;")
                .contains("as recorded");
        assertThat(page("/trail/records/organisation.unit/" + unit + "?field=name&asOf=2019-01-01"))
                .contains("did not exist on that day");
        assertThat(mvc.get().uri("/trail/records/organisation.unit/" + unit).exchange())
                .hasStatus3xxRedirection();
        var elsewhere = new Scope("account:9", 9, null, new int[] {unit + 1000}, "", false);
        assertThat(elsewhere.call(() -> mvc.get()
                        .uri("/trail/records/organisation.unit/" + unit)
                        .exchange()))
                .hasStatus(404);
        assertThat(elsewhere.call(() -> mvc.get().uri("/trail/verification").exchange()))
                .hasStatus(403);
        assertThat(elsewhere.call(() -> mvc.get().uri("/api/trail/export").exchange()))
                .hasStatus(403);
        assertThat(elsewhere.call(() -> mvc.get().uri("/api/trail/entries").exchange()))
                .bodyText()
                .doesNotContain("Second");
    }

    @Test
    void a_verification_shows_what_it_found_and_the_export_proves_itself() throws Exception {
        all(() -> {
            anchoring.seal();
            anchoring.writeHeads();
            return true;
        });
        var report = all(() -> verifications.prove(_ -> {}));
        assertThat(report.findings()).isEmpty();
        assertThat(report.heads()).isPositive();
        all(() -> verifications.keep(java.time.Instant.parse("2026-01-01T00:00:00Z"), "system:test", report));
        assertThat(page("/trail/verification"))
                .contains("Nothing was altered")
                .contains("Every entry is as it was recorded");
        assertThat(all(() -> mvc.get().uri("/api/trail/verification").exchange()))
                .bodyJson()
                .extractingPath("$.clean")
                .isEqualTo(true);
        var export = all(() -> mvc.get().uri("/api/trail/export").exchange());
        byte[] body = export.getResponse().getContentAsByteArray();
        assertThat(Verifier.export(new ByteArrayInputStream(body), Heads.none()).clean())
                .isTrue();
        assertThat(all(() -> mvc.get()
                        .uri("/api/trail/records/organisation.unit/" + unit)
                        .exchange()))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void the_page_s_verification_runs_as_a_job_and_locates_what_the_superuser_changed() throws Exception {
        long seq = all(() -> new TransactionTemplate(transactions)
                .execute(_ -> jdbc.sql(
                                "select seq from trail.entry where place = 'organisation.unit' and row_key = :key and operation = 'update'")
                        .param("key", String.valueOf(unit))
                        .query((rs, _) -> rs.getLong(1))
                        .single()));
        tamper("update trail.entry set who = 'account:' || 4711 where seq = " + seq);
        try {
            var started =
                    all(() -> mvc.post().uri("/trail/verification").with(csrf()).exchange());
            assertThat(started).hasStatus3xxRedirection();
            String job = java.util.Objects.requireNonNull(started.getResponse().getRedirectedUrl())
                    .replaceAll("\\D", "");
            await(Long.parseLong(job));
            assertThat(page("/trail/verification"))
                    .contains("was changed after it was recorded")
                    .contains("Entry " + seq + " ")
                    .contains("/trail/records/organisation.unit/" + unit)
                    .doesNotContain("Nothing was altered");
            assertThat(page("/trail/records/organisation.unit/" + unit)).contains("note is-bad");
        } finally {
            tamper("update trail.entry set who = 'system:test' where seq = " + seq);
        }
    }

    @Test
    void the_day_s_head_that_leaves_is_the_line_that_is_kept_here(@TempDir Path share) throws Exception {
        var receivers = new StaticListableBeanFactory();
        receivers.addBean("directory", new HeadsDirectory(share));
        var daily = new Anchoring(jdbc, dataSource, receivers.getBeanProvider(HeadReceiver.class), clock, data);
        all(() -> {
            anchoring.seal();
            anchoring.writeHeads();
            new TransactionTemplate(transactions).executeWithoutResult(_ -> daily.daily());
            return true;
        });
        var left = Files.readAllLines(share.resolve(HeadsDirectory.FILE));
        assertThat(left).hasSize(1);
        assertThat(Files.readAllLines(data.resolve(Heads.FILE))).contains(left.getFirst());
    }

    private void tamper(String statement) throws Exception {
        try (var superuser = TestDatabase.superuser(context);
                var sql = superuser.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute(statement);
        }
    }

    private void await(long id) throws Exception {
        String state = "";
        for (int i = 0; i < 300 && !state.equals("DONE"); i++) {
            state = all(() -> jobs.require(id).state());
            assertThat(state).isNotEqualTo("FAILED");
            Thread.sleep(100);
        }
        assertThat(state).isEqualTo("DONE");
    }

    private String page(String path) throws Exception {
        var result = all(() -> mvc.get().uri(path).exchange());
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    private static <T> T all(Callable<T> work) throws Exception {
        return Scope.system("test").call(work);
    }
}
