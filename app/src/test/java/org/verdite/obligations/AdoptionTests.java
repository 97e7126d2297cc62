package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.Limit.Days;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A site adopts a standard, and its permit overrides: what the permit says itself is judged instead.
@SpringBootTest
@AutoConfigureMockMvc
class AdoptionTests {

    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final Scope ALL = Scope.system("test");
    private static int number;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister register;

    @Autowired
    Permits permits;

    @Autowired
    MockMvcTester mvc;

    private int unit;
    private int site;
    private long standard;
    private String code;

    @BeforeEach
    void aSite() {
        code = "AD-" + (++number);
        get(() -> {
            unit = id("""
                    insert into organisation.unit (code, name, kind, opened)
                    values ('%s', '{"_":"en","en":"Mine"}', 'SITE', date '2020-01-01') returning id""".formatted(code));
            site = id("""
                    insert into organisation.site (unit_id, code, name, kind, country, time_zone, latitude, longitude)
                    values (%d, '%s', '{"_":"en","en":"Mine"}', 'MINE', 'CN', 'Asia/Shanghai', 25, 100) returning id""".formatted(unit, code));
            standard = id(
                    "select id from obligations.limit_set where table_name = 'Table 2, direct, mining and beneficiation'");
            return 0;
        });
    }

    private <T> T get(Supplier<T> work) {
        return Objects.requireNonNull(ALL.get(() -> new TransactionTemplate(transactions).execute(_ -> work.get())));
    }

    private int id(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private long permit() {
        return get(() -> register.addSet(NewLimitSet.permit(
                new UnitId(unit), code, LocalText.of("en", "Permit"), "Bureau", new SiteId(site), START, "")));
    }

    private long adopt(LocalDate from) {
        return get(() -> register.adopt(standard, new SiteId(site), "", from));
    }

    private long own(long document, String statistic, String pointClass, String point, @Nullable LocalDate to) {
        return get(() -> register.addLimit(new NewLimit(
                document,
                LimitKind.COMPLIANCE,
                "w20122",
                LocalText.of("en", "Total copper"),
                "",
                "",
                statistic,
                Operator.MAX,
                null,
                new BigDecimal("0.30"),
                "mg/L",
                null,
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                null,
                pointClass,
                point,
                "4.2",
                START.plusYears(1),
                to,
                "",
                true)));
    }

    private List<Limit> copper() {
        return get(() -> register.binding().stream()
                .filter(l ->
                        l.site() != null && l.site() == site && l.parameter().equals("w20122"))
                .toList());
    }

    /// The adopted copper limit, 0.5 mg/L of each sample.
    private List<Limit> adopted() {
        return copper().stream().filter(l -> l.setId() == standard).toList();
    }

    private List<Days> adoptedDays() {
        return adopted().stream()
                .map(l -> new Days(l.from(), l.to()))
                .sorted(java.util.Comparator.comparing(Days::from))
                .toList();
    }

    private MvcTestResult page(String path, Scope scope) {
        return scope.get(() -> mvc.get().uri(path).with(user("test")).exchange());
    }

    private MvcTestResult send(Scope scope, String where, String pointClass, String from) {
        return scope.get(() -> mvc.post()
                .uri("/obligations/sets/" + standard + "/adopt")
                .with(user("test"))
                .with(csrf())
                .param("where", where)
                .param("pointClass", pointClass)
                .param("from", from)
                .exchange());
    }

    @Test
    void a_site_without_a_permit_adopts_a_standard_from_a_day_on() {
        long document = adopt(START);
        assertThat(adoptedDays()).containsExactly(new Days(START, null));
        assertThat(adopted().getFirst().permit()).isEqualTo(document);
        assertThat(get(() -> register.adopt(other(), new SiteId(site), "", START)))
                .isEqualTo(document);
        assertThatThrownBy(() -> adopt(START)).isInstanceOf(Invalid.class);
    }

    private long other() {
        return id("select id from obligations.limit_set where code = 'IFC EHS Mining'");
    }

    @Test
    void what_a_site_adopted_is_withdrawn_like_a_permit_s_reference() {
        long document = adopt(START);
        long reference = get(() -> (long) id("select id from obligations.reference where permit_id = " + document));
        get(() -> {
            permits.withdraw(reference, START.plusYears(1));
            return 0;
        });
        assertThat(adoptedDays()).containsExactly(new Days(START, START.plusYears(1)));
        assertThat(page("/obligations/sets/" + document + "/end", ALL)).hasStatus(404);
    }

    @Test
    void one_kind_of_point_is_adopted_alone() {
        get(() -> register.adopt(standard, new SiteId(site), "WORKSHOP_OUTLET", START));
        assertThat(adopted()).isEmpty();
        get(() -> register.adopt(standard, new SiteId(site), "OUTFALL", START));
        assertThat(adopted()).hasSize(1);
    }

    @Test
    void a_permit_s_own_limit_at_the_same_place_overrides_the_adopted_one_on_its_days() {
        adopt(START);
        own(permit(), "SAMPLE", "OUTFALL", "", START.plusYears(2));
        assertThat(adoptedDays())
                .containsExactly(new Days(START, START.plusYears(1)), new Days(START.plusYears(2), null));
        assertThat(copper().stream().filter(l -> l.holdsOn(START.plusMonths(18))))
                .singleElement()
                .satisfies(l -> assertThat(l.upper()).isEqualByComparingTo("0.30"));
    }

    @Test
    void a_limit_for_the_whole_site_overrides_and_one_of_another_statistic_does_not() {
        long document = adopt(START);
        long permit = permit();
        own(permit, "DAY_MEAN", "", "", null);
        assertThat(adoptedDays()).containsExactly(new Days(START, null));
        own(permit, "SAMPLE", "", "", null);
        assertThat(adoptedDays()).containsExactly(new Days(START, START.plusYears(1)));
        assertThat(page("/obligations/sets/" + document, ALL))
                .hasStatusOk()
                .bodyText()
                .contains("<s>0.5", "overridden by 0.30\u202fmg/L of " + code);
    }

    @Test
    void a_permit_that_ended_overrides_no_longer() {
        adopt(START);
        long permit = permit();
        own(permit, "SAMPLE", "OUTFALL", "", null);
        get(() -> {
            permits.end(permit, 1, START.plusYears(2));
            return 0;
        });
        assertThat(adoptedDays())
                .containsExactly(new Days(START, START.plusYears(1)), new Days(START.plusYears(2), null));
    }

    @Test
    void a_limit_for_one_point_overrides_there_and_the_adopted_one_stays_for_the_others() {
        long permit = permit();
        get(() -> {
            register.adoptBy(permit, standard, "", START);
            return 0;
        });
        own(permit, "SAMPLE", "", "DW001", START.plusYears(2));
        var limit = adopted().getFirst();
        assertThat(adoptedDays()).containsExactly(new Days(START, null));
        assertThat(limit.days(e -> e.pointCode().equals("DW001")))
                .containsExactly(new Days(START, START.plusYears(1)), new Days(START.plusYears(2), null));
        assertThat(limit.days(e -> e.pointCode().equals("DW002"))).containsExactly(new Days(START, null));
        assertThat(page("/api/obligations/sets/" + permit + "/adopted", ALL))
                .bodyJson()
                .extractingPath("$.items[?(@.parameter=='w20122')].overriddenBy[0].pointCode")
                .asArray()
                .containsExactly("DW001");
        assertThat(page("/obligations/sets/" + permit, ALL))
                .bodyText()
                .contains("at DW001 overridden by 0.30\u202fmg/L of " + code);
    }

    @Test
    void another_site_s_permit_overrides_nothing_here() {
        adopt(START);
        aSite();
        long elsewhere = permit();
        own(elsewhere, "SAMPLE", "OUTFALL", "", null);
        int here = site;
        assertThat(get(() -> register.binding().stream()
                        .filter(l -> l.site() != null && l.site() != here && l.setId() == standard)
                        .filter(l -> l.parameter().equals("w20122") && l.permit() != null)
                        .filter(l -> l.from().equals(START) && l.to() == null)
                        .toList()))
                .isNotEmpty();
    }

    @Test
    void the_form_asks_where_for_which_points_and_from_which_day() {
        assertThat(page("/obligations/sets/" + standard, ALL)).bodyText().contains("Adopt at a site");
        assertThat(page("/obligations/sets/" + standard + "/adopt", ALL))
                .hasStatusOk()
                .bodyText()
                .contains("site:" + site, "Workshop outlet");
        assertThat(send(ALL, "", "", "soon")).hasStatus(422).bodyText().contains("is not a date");
        var done = send(ALL, "site:" + site, "OUTFALL", "2024-01-01");
        assertThat(done).hasStatus(302);
        assertThat(page(Objects.requireNonNull(done.getResponse().getRedirectedUrl()), ALL))
                .hasStatusOk()
                .bodyText()
                .contains("Standards adopted without a permit", "GB 25467 2010 Table 2, direct, mining");
        assertThat(send(ALL, "site:" + site, "OUTFALL", "2024-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("refers to this standard already");
        assertThat(send(ALL, "permit:" + permit(), "STACK", "2024-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("no obligation for this kind of point");
        assertThat(page("/obligations/permits", ALL)).bodyText().contains(code);
    }

    @Test
    void nobody_adopts_for_a_site_they_may_not_edit_or_do_not_see() {
        assertThat(send(ALL.narrowedTo(new int[] {unit}), "site:" + site, "", "2024-01-01"))
                .hasStatus(403);
        assertThat(send(ALL.narrowedTo(new int[] {unit + 1_000_000}), "site:" + site, "", "2024-01-01"))
                .hasStatus(404);
        assertThatThrownBy(() -> get(() -> register.adopt(standard, new SiteId(999_999), "", START)))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void quality_goals_need_no_adopting() {
        long goals =
                get(() -> (long) id("select id from obligations.limit_set where table_name = 'Table 1, class III'"));
        assertThatThrownBy(() -> get(() -> register.adopt(goals, new SiteId(site), "", START)))
                .isInstanceOf(Invalid.class);
        assertThat(page("/obligations/sets/" + goals, ALL)).bodyText().doesNotContain("Adopt at a site");
    }
}
