package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ParticularsTests {

    private static final LocalDate FOUND = LocalDate.parse("2026-11-18");
    private static final Clause CLAUSE = new Clause("ISO 14001", "2015", "8.1");

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private NewItem drums() {
        return NewItem.of(g.section, "Drums outside the bunded store", Severity.MAJOR, "WASTE", FOUND);
    }

    private ItemId open(NewItem item) {
        return g.lin.scope().get(() -> items.open(item));
    }

    private String stored(ItemId id) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("""
                        select concat_ws(' / ', source, nature, clause_standard, clause_edition, clause_number, place,
                          trim_scale(latitude), trim_scale(longitude), immediate) from rectification.item where id = :id""")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
    }

    @Test
    void who_found_it_against_which_clause_where_and_what_was_done_at_once_stays_with_the_item() {
        var id = open(drums().foundBy(Source.THIRD_PARTY)
                .asRisk()
                .against(CLAUSE)
                .at(new Place("Behind the workshop", new BigDecimal("26.1034"), new BigDecimal("101.2217")))
                .containedBy("Drums set on a tray."));
        assertThat(stored(id))
                .isEqualTo("THIRD_PARTY / RISK / ISO 14001 / 2015 / 8.1 / Behind the workshop / 26.1034 / 101.2217"
                        + " / Drums set on a tray.");
    }

    @Test
    void the_source_is_what_the_origin_suggests_until_somebody_says_it() {
        assertThat(Source.of(null)).isEqualTo(Source.SELF_REPORT);
        assertThat(Source.of(new Origin("monitoring", "exceedance", "1", "EX", "/x")))
                .isEqualTo(Source.EXCEEDANCE);
        assertThat(Source.of(new Origin("inspections", "finding", "1", "F", "/x")))
                .isEqualTo(Source.INSPECTION);
        assertThat(Source.of(new Origin("emergency", "drill", "1", "D", "/x"))).isEqualTo(Source.DRILL);
        var finding = new Origin("finders", "complaint", "77", "C 77", "/finders/77");
        assertThat(stored(open(drums().from(finding)))).startsWith("COMPLAINT / NONCONFORMITY");
        assertThat(stored(open(drums().from(new Origin("finders", "complaint", "78", "C 78", "/finders/78"))
                        .foundBy(Source.AUTHORITY))))
                .startsWith("AUTHORITY");
    }

    @Test
    void half_a_clause_and_half_a_position_are_refused_at_their_fields() {
        assertThatThrownBy(() -> open(drums().against(new Clause("ISO 14001", "2015", " "))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("clause"));
        assertThatThrownBy(() -> open(drums().at(new Place("Gate", BigDecimal.TEN, null))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("coordinates"));
        assertThatThrownBy(() -> open(drums().at(new Place("Gate", new BigDecimal("91"), BigDecimal.ONE))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void particulars_are_changed_with_the_version_that_was_read_and_leave_a_step() {
        var id = open(drums());
        var said = new Particulars(Source.AUDIT, Nature.NONCONFORMITY, CLAUSE, Place.of("Store 2"), "");
        g.lin.scope().run(() -> items.describe(id, 1, said));
        assertThat(stored(id)).startsWith("AUDIT / NONCONFORMITY / ISO 14001 / 2015 / 8.1 / Store 2");
        assertThatThrownBy(() -> g.lin.scope().run(() -> items.describe(id, 1, said)))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void the_form_and_the_api_take_and_show_them_and_the_list_is_narrowed_by_clause() {
        var made = g.lin.scope()
                .get(() -> mvc.post()
                        .uri("/api/rectification/items")
                        .with(user("lin"))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                        {"unit":%s,"title":"Labels missing","severity":"MINOR","medium":"WASTE","source":"DRILL","nature":"RISK",
                         "clause":{"standard":"GB 18597","edition":"2023","clause":"6.2"},
                         "place":{"text":"Store 3","latitude":26.5,"longitude":101.25},"immediate":"Taped."}""".formatted(g.section))
                        .exchange());
        assertThat(made)
                .hasStatus(201)
                .bodyText()
                .contains(
                        "\"source\":\"DRILL\"",
                        "\"nature\":\"RISK\"",
                        "{\"standard\":\"GB 18597\",\"edition\":\"2023\",\"clause\":\"6.2\"}",
                        "\"latitude\":26.5",
                        "\"immediate\":\"Taped.\"");
        var list = g.lin.scope()
                .get(() -> mvc.get()
                        .uri("/rectification?clause={c}&nature=RISK", "GB 18597|2023|6.2")
                        .with(user("lin"))
                        .exchange());
        assertThat(list).hasStatusOk().bodyText().contains("Labels missing", "GB 18597:2023 6.2", "Drill");
        var form = g.lin.scope()
                .get(() -> mvc.post()
                        .uri("/rectification/items")
                        .with(user("lin"))
                        .with(csrf())
                        .param("title", "Oil on the ground")
                        .param("severity", "MINOR")
                        .param("medium", "SOIL")
                        .param("at", g.section.toString())
                        .param("discovered", "2026-11-18")
                        .param("standard", "ISO 14001")
                        .param("coordinates", "26.1，101.2")
                        .exchange());
        assertThat(form).hasStatus(422).bodyText().contains("<details open", "ISO 14001");
    }
}
