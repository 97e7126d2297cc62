package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Permits in time: what one lasts is part of what binds.
@SpringBootTest
@AutoConfigureMockMvc
class PermitsTests {

    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final LocalDate END = LocalDate.of(2026, 1, 1);
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
    private long permit;
    private String code;

    @BeforeEach
    void aPermitForTwoYears() {
        code = "PT-" + (++number);
        permit = get(() -> {
            unit = id("""
                    insert into organisation.unit (code, name, kind, opened)
                    values ('%s', '{"_":"en","en":"Mine"}', 'SITE', date '2020-01-01') returning id""".formatted(code));
            site = id("""
                    insert into organisation.site (unit_id, code, name, kind, country, time_zone, latitude, longitude)
                    values (%d, '%s', '{"_":"en","en":"Mine"}', 'MINE', 'CN', 'Asia/Shanghai', 25, 100) returning id""".formatted(unit, code));
            long set = register.addSet(new NewLimitSet(
                    new UnitId(unit),
                    code,
                    "",
                    "",
                    LocalText.of("en", "Discharge permit"),
                    "Bureau",
                    new SiteId(site),
                    null,
                    START,
                    END,
                    null,
                    "",
                    "",
                    ""));
            register.addLimit(NewLimit.permitMaximum(
                    set,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "DAY_MEAN",
                    new BigDecimal("0.50"),
                    "mg/L",
                    "DW001",
                    "4.2",
                    START));
            return set;
        });
    }

    private <T> T get(Supplier<T> work) {
        return Scope.system("test").get(() -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    private void run(Runnable work) {
        get(() -> {
            work.run();
            return 0;
        });
    }

    private int id(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private List<Limit> binding() {
        return get(() -> register.binding().stream()
                .filter(l -> l.site() != null && l.site() == site)
                .toList());
    }

    private boolean binds(LocalDate day) {
        return binding().stream().anyMatch(l -> l.holdsOn(day));
    }

    @Test
    void a_permit_that_ended_judges_nothing_from_that_day_on() {
        assertThat(binds(END.minusDays(1))).isTrue();
        assertThat(binds(END)).isFalse();
        assertThat(binds(START.minusDays(1))).isFalse();
    }

    @Test
    void a_permit_is_ended_earlier_and_prolonged_and_both_change_what_the_book_of_limits_holds() {
        String before = get(() -> register.fingerprint());
        run(() -> permits.end(permit, 1, LocalDate.of(2025, 7, 1)));
        assertThat(binds(LocalDate.of(2025, 7, 1))).isFalse();
        assertThat(get(() -> register.fingerprint())).isNotEqualTo(before);
        run(() -> permits.end(permit, 2, LocalDate.of(2027, 1, 1)));
        assertThat(binds(LocalDate.of(2026, 6, 1))).isTrue();
        assertThatThrownBy(() -> run(() -> permits.end(permit, 1, END))).isInstanceOf(Conflict.class);
    }

    @Test
    void a_renewal_goes_on_with_the_limits_that_hold_on_its_first_day() {
        long renewed = get(() -> permits.renew(permit, 1, code + "-B", END, LocalDate.of(2031, 1, 1)));
        assertThat(binds(END)).isTrue();
        assertThat(binding()).hasSize(2).extracting(Limit::id).doesNotHaveDuplicates();
        assertThat(binding().stream().filter(l -> l.setId() == renewed))
                .singleElement()
                .satisfies(l -> assertThat(l.from()).isEqualTo(END))
                .satisfies(l -> assertThat(l.to()).isEqualTo(LocalDate.of(2031, 1, 1)));
    }

    @Test
    void a_renewal_that_begins_earlier_ends_the_old_one() {
        var early = LocalDate.of(2025, 6, 1);
        run(() -> permits.renew(permit, 1, code + "-B", early, null));
        assertThat(binding().stream().filter(l -> l.holdsOn(early))).hasSize(1);
        assertThat(binding().stream().filter(l -> l.holdsOn(early.minusDays(1))))
                .hasSize(1);
    }

    @Test
    void a_reference_that_was_withdrawn_binds_no_longer_and_may_be_made_again() {
        long standard = get(() -> (long)
                id("select id from obligations.limit_set where table_name = 'Table 2, direct, smelting and other'"));
        run(() -> register.refer(permit, standard, "", START));
        int with = binding().size();
        assertThat(with).isGreaterThan(1);
        long reference = get(() -> (long) id("select id from obligations.reference where permit_id = " + permit));
        run(() -> permits.withdraw(reference, LocalDate.of(2025, 1, 1)));
        assertThat(binding().stream().filter(l -> l.holdsOn(LocalDate.of(2025, 1, 1))))
                .hasSize(1);
        assertThat(binding().stream().filter(l -> l.holdsOn(LocalDate.of(2024, 12, 31))))
                .hasSize(with);
        run(() -> register.refer(permit, standard, "", LocalDate.of(2025, 3, 1)));
        assertThat(binding().stream().filter(l -> l.holdsOn(LocalDate.of(2025, 3, 1))))
                .hasSize(with);
    }

    @Test
    void what_the_register_said_before_is_shown_as_known_on_that_day() {
        run(() -> jdbc.sql("""
                        update obligations.limit_set set recorded_at = timestamptz '2025-02-01 12:00Z' where id = :id""").param("id", permit).update());
        run(() -> permits.correct(
                permit,
                1,
                new Permits.Terms(LocalText.of("en", "Discharge permit, corrected"), "Bureau", START, null, "")));
        var now = api("/api/obligations/sets/" + permit);
        assertThat(now).hasStatusOk().bodyJson().extractingPath("$.set.name").isEqualTo("Discharge permit, corrected");
        var then = api("/api/obligations/sets/" + permit + "?known=2025-03-01");
        assertThat(then).hasStatusOk().bodyJson().extractingPath("$.set.name").isEqualTo("Discharge permit");
        assertThat(then).bodyJson().extractingPath("$.set.to").isEqualTo("2026-01-01");
        assertThat(then).bodyJson().extractingPath("$.limits").asArray().isEmpty();
        assertThat(api("/obligations/sets/" + permit + "?known=2025-03-01"))
                .hasStatusOk()
                .bodyText()
                .contains("As the register knew it on 2025-03-01");
        assertThat(api("/obligations/sets/" + permit + "?known=soon")).hasStatus(422);
    }

    private MvcTestResult api(String path) {
        return Scope.system("test")
                .get(() -> mvc.get()
                        .uri(path)
                        .with(SecurityMockMvcRequestPostProcessors.user("test"))
                        .exchange());
    }

    private MvcTestResult post(String path, String... params) {
        return Scope.system("test").get(() -> {
            var request = mvc.post()
                    .uri(path)
                    .with(SecurityMockMvcRequestPostProcessors.user("test"))
                    .with(SecurityMockMvcRequestPostProcessors.csrf());
            for (int i = 0; i < params.length; i += 2) {
                request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    @Test
    void the_forms_end_correct_and_renew_and_the_second_of_two_is_told() {
        String page = "/obligations/sets/" + permit;
        for (String task : List.of("/correct", "/end", "/renew")) {
            assertThat(api(page + task)).as(task).hasStatusOk();
        }
        assertThat(post(page + "/end", "version", "1", "to", "2025-07-01")).hasRedirectedUrl(page);
        assertThat(post(page + "/end", "version", "1", "to", "2025-08-01"))
                .hasStatus(409)
                .bodyText()
                .contains("Somebody saved this permit before you", "2025-08-01");
        assertThat(post(page + "/renew", "version", "2", "code", "", "from", "2025-07-01"))
                .hasStatus(422);
        assertThat(post(page + "/renew", "version", "2", "code", code + "-C", "from", "2025-07-01"))
                .hasStatus(302);
        assertThat(binds(LocalDate.of(2025, 7, 1))).isTrue();
    }

    @Test
    void texts_that_are_too_long_are_refused_at_their_field() {
        String x = "x".repeat(10_000);
        assertThatThrownBy(() -> run(
                        () -> permits.correct(permit, 1, new Permits.Terms(LocalText.of("en", x), x, START, null, x))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .extracting(Invalid.Problem::field)
                                .containsExactly("name.en", "authority", "source"));
    }

    @Test
    void a_limit_says_its_window_and_what_it_depends_on() {
        run(() -> register.addLimit(new NewLimit(
                permit,
                LimitKind.COMPLIANCE,
                "w20122",
                LocalText.of("en", "Total copper"),
                "",
                "",
                "MEAN_30_DAYS",
                Operator.MAX,
                null,
                new BigDecimal("0.10"),
                "mg/L",
                null,
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                5,
                null,
                "",
                "DW001",
                "4.3",
                START,
                null,
                "",
                true,
                new LimitWindow("P30D", "ROLLING", List.of(LimitWindow.Covariate.said("w01006", "same sample")), ""))));
        assertThat(api("/obligations/sets/" + permit))
                .bodyText()
                .contains("P30D", "rolling", "depends on w01006 (same sample)");
        assertThat(api("/api/obligations/sets/" + permit)).bodyText().contains("\"length\":\"P30D\"");
    }
}
