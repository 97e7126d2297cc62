package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;

/// Browsing the library and laying standards side by side.
@SpringBootTest
@AutoConfigureMockMvc
class ComparisonTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MockMvcTester mvc;

    private long id(String code, String table) {
        return Objects.requireNonNull(Scope.system("test")
                .get(() -> new TransactionTemplate(transactions)
                        .execute(_ -> jdbc.sql(
                                        "select id from obligations.limit_set where code = :code and table_name = :table")
                                .param("code", code)
                                .param("table", table)
                                .query(Long.class)
                                .single())));
    }

    private long mining() {
        return id("GB 25467", "Table 2, direct, mining and beneficiation");
    }

    private long ifc() {
        return id("IFC EHS Mining", "Effluent");
    }

    private long mmer() {
        return id("SOR/2002-222", "Schedule 4");
    }

    private MvcTestResult get(String path) {
        return Scope.system("test")
                .get(() -> mvc.get().uri(path).with(user("test")).exchange());
    }

    private MvcTestResult compared(String more, long... sets) {
        return get("/api/obligations/standards/compare?sets="
                + java.util.Arrays.stream(sets)
                        .mapToObj(Long::toString)
                        .collect(java.util.stream.Collectors.joining(","))
                + more);
    }

    private static String line(String parameter, String statistic) {
        return "$.lines[?(@.parameter=='%s' && @.statistic=='%s')]".formatted(parameter, statistic);
    }

    @Test
    void the_strictest_is_marked_only_among_limits_of_one_statistic() {
        var all = compared("&day=2020-06-01", mining(), ifc(), mmer());
        assertThat(all).hasStatusOk();
        assertThat(all)
                .bodyJson()
                .extractingPath(line("w20122", "SAMPLE") + ".values[?(@.strictest==true)].upper")
                .asArray()
                .containsExactly(0.3);
        assertThat(all)
                .bodyJson()
                .extractingPath(line("w20122", "SAMPLE") + ".values[*].upper")
                .asArray()
                .containsExactly(0.5, 0.3, 0.60);
        assertThat(all)
                .bodyJson()
                .extractingPath(line("w20122", "MONTH_MEAN") + ".values[*].strictest")
                .asArray()
                .containsExactly(false);
    }

    @Test
    void a_range_is_strictest_where_it_lies_within_the_others_and_equals_are_not_marked() {
        var all = compared("&day=2020-06-01", mining(), ifc(), mmer());
        assertThat(all)
                .bodyJson()
                .extractingPath(line("w01001", "SAMPLE") + ".values[?(@.strictest==true)].upper")
                .asArray()
                .containsExactly(9, 9);
        var same = compared("", mining(), ifc());
        assertThat(same)
                .bodyJson()
                .extractingPath(line("w01001", "SAMPLE") + ".values[?(@.strictest==true)]")
                .asArray()
                .isEmpty();
    }

    @Test
    void values_stand_in_one_unit_with_their_clause() {
        long bc = id("BC WQG", "Freshwater life, without condition");
        var rivers = compared("", bc, id("GB 3838", "Table 1, class III"));
        assertThat(rivers)
                .bodyJson()
                .extractingPath("$.lines[?(@.parameter=='w20119' && @.place=='SURFACE_WATER')].unit")
                .asArray()
                .hasSize(1);
        assertThat(rivers)
                .bodyJson()
                .extractingPath("$.lines[?(@.parameter=='w20119' && @.place=='SURFACE_WATER')].values[*].strictest")
                .asArray()
                .containsExactly(true, false);
        assertThat(rivers).bodyText().contains("4, Table 1");
    }

    @Test
    void a_set_that_was_not_in_force_shows_its_nearest_day() {
        var later = compared("&day=2026-01-01", mmer(), id("SOR/2002-222", "Schedule 4, Table 2"));
        assertThat(later).bodyJson().extractingPath("$.sets[0].asOf").isEqualTo("2021-05-31");
        assertThat(later).bodyJson().extractingPath("$.sets[0].inForce").isEqualTo(false);
        assertThat(later).bodyJson().extractingPath("$.sets[1].inForce").isEqualTo(true);
    }

    @Test
    void the_page_and_its_file_say_the_same() {
        String sets = "sets=" + mining() + "," + ifc();
        assertThat(get("/obligations/standards/compare?" + sets))
                .hasStatusOk()
                .bodyText()
                .contains("GB 25467 2010", "IFC EHS Mining", "strictest", "0.3", "4.1, Table 2");
        assertThat(get("/obligations/standards/compare/export?" + sets))
                .hasStatusOk()
                .bodyText()
                .contains("w20122,Total copper", "IFC EHS Mining 2007 Effluent");
        assertThat(get("/obligations/standards/compare?sets=" + mining() + "&sets=" + ifc()))
                .hasStatus(302);
        assertThat(get("/obligations/standards/compare"))
                .hasStatusOk()
                .bodyText()
                .contains("Choose at least two standards");
    }

    @Test
    void what_cannot_be_compared_is_refused() {
        assertThat(compared("", mining())).hasStatus(422);
        assertThat(compared("", 1, 2, 3, 4, 5, 6)).hasStatus(422);
        assertThat(get("/api/obligations/standards/compare?sets=copper,zinc")).hasStatus(422);
        assertThat(compared("&day=soon", mining(), ifc())).hasStatus(422);
        assertThat(compared("", mining(), 9_999_999)).hasStatus(404);
        assertThat(get("/obligations/standards/compare?sets=copper")).hasStatus(422);
    }

    @Test
    void the_library_is_filtered_by_medium_authority_and_a_day() {
        assertThat(get("/obligations?medium=NOISE"))
                .hasStatusOk()
                .bodyText()
                .contains("GB 12348 2008", "IFC EHS General")
                .doesNotContain("GB 3838 2002");
        assertThat(get("/obligations?medium=WATER&authority=Government of Canada&on=2021-05-31"))
                .bodyText()
                .contains("(MMER)")
                .doesNotContain("(MDMER)");
        assertThat(get("/api/obligations/standards?authority=Government of Canada&on=2021-06-01"))
                .bodyJson()
                .extractingPath("$.items[*].edition")
                .asArray()
                .containsExactly("2021", "2021");
        assertThat(get("/obligations?on=soon")).hasStatus(422);
        assertThat(get("/api/obligations/standards?medium=FIRE")).hasStatus(422);
    }
}
