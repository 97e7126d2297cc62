package org.verdite.risks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.UnitTouch;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.ClauseRef;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;

/// What matters, what could go wrong, and what holds it.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
@TestPropertySource(properties = "verdite.tests=apart")
class RisksTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-18");

    @Autowired
    SmallGroup g;

    @Autowired
    Criteria criteria;

    @Autowired
    Matrices matrices;

    @Autowired
    Aspects aspects;

    @Autowired
    Significance significance;

    @Autowired
    Risks risks;

    @Autowired
    RiskLevels levels;

    @Autowired
    Controls controls;

    @Autowired
    Treatments treatments;

    @Autowired
    Links links;

    @Autowired
    Context context;

    @Autowired
    Actions actions;

    @Autowired
    Units units;

    @Autowired
    RisksTouched touched;

    @Autowired
    Frames frames;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @BeforeEach
    @AfterEach
    void today() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private static <T> T as(Person who, Supplier<T> work) {
        return who.scope().get(work::get);
    }

    private int sql(String text) {
        return as(g.director, () -> within.execute(_ -> jdbc.sql(text).update()));
    }

    private AspectId aspect() {
        return as(g.zhou, () -> aspects.register(aspect(g.valley), List.of(dust())));
    }

    private static NewAspect aspect(UnitId unit) {
        return new NewAspect(
                unit,
                "Hauling ore",
                "Dust of the haul road",
                NewAspect.Stage.PRODUCTION,
                NewAspect.Condition.NORMAL,
                NewAspect.Influence.CONTROLLED);
    }

    private static Impact dust() {
        return new Impact(Impact.Receptor.AIR, Impact.Effect.ADVERSE, "Dust reaches the village");
    }

    private static Map<String, Integer> points(int scale, int severity, int frequency, int legal, int concern) {
        return Map.of("SCALE", scale, "SEVERITY", severity, "FREQUENCY", frequency, "LEGAL", legal, "CONCERN", concern);
    }

    private Significance.Given assess(AspectId id, Person who, Map<String, Integer> points, @Nullable Long seen) {
        return as(
                who,
                () -> significance.assess(id, criteria.on(TODAY).orElseThrow().id(), TODAY, points, "", seen));
    }

    private static String key(Throwable e) {
        return ((Invalid) e).problems().getFirst().key();
    }

    // aspects

    @Test
    void one_factor_alone_makes_an_aspect_significant_and_is_named() {
        var given = assess(aspect(), g.zhou, points(1, 1, 1, 4, 1), null).made();
        assertThat(given.significant()).isTrue();
        assertThat(given.score()).isEqualByComparingTo("1.60");
        assertThat(given.reason()).isEqualTo(Significance.Reason.FACTOR);
        assertThat(given.decided().in(java.util.Locale.ENGLISH)).isEqualTo("Legal requirement");
    }

    @Test
    void otherwise_the_weighted_mean_is_held_against_the_threshold() {
        var id = aspect();
        var just = assess(id, g.zhou, points(3, 3, 3, 3, 3), null).made();
        assertThat(just.reason()).isEqualTo(Significance.Reason.THRESHOLD);
        assertThat(just.score()).isEqualByComparingTo("3.00");
        var below = assess(id, g.zhou, points(3, 3, 3, 3, 2), just.id()).made();
        assertThat(below.significant()).isFalse();
        assertThat(below.reason()).isEqualTo(Significance.Reason.BELOW);
        assertThat(below.score()).isEqualByComparingTo("2.90");
        assertThat(below.decided().in(java.util.Locale.ENGLISH)).isEqualTo("Severity");
    }

    @Test
    void of_two_who_assess_at_once_both_are_kept_the_newest_counts_and_the_second_is_told() throws Exception {
        var id = aspect();
        List<Significance.Given> given = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(2)) {
            Future<Significance.Given> one = pool.submit(() -> assess(id, g.zhou, points(5, 5, 5, 1, 1), null));
            Future<Significance.Given> other = pool.submit(() -> assess(id, g.director, points(1, 1, 1, 1, 1), null));
            given.add(one.get());
            given.add(other.get());
        }
        var told = given.stream().filter(x -> x.meanwhile() != null).toList();
        assertThat(told).hasSize(1);
        var second = told.getFirst();
        assertThat(second.meanwhile().id()).isLessThan(second.made().id());
        var history = as(g.zhou, () -> significance.history(id));
        assertThat(history).hasSize(2);
        assertThat(history.getFirst().id()).isEqualTo(second.made().id());
        // who has seen the last one is told nothing
        assertThat(assess(id, g.zhou, points(2, 2, 2, 2, 2), second.made().id()).meanwhile())
                .isNull();
    }

    @Test
    void an_assessment_is_neither_changed_nor_taken_away() {
        long id = assess(aspect(), g.zhou, points(3, 3, 3, 3, 3), null).made().id();
        assertThatThrownBy(() -> sql("update risks.aspect_assessment set note = 'x' where id = " + id))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> sql("delete from risks.aspect_assessment where id = " + id))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_database_refuses_a_score_that_its_points_do_not_make() {
        var id = aspect();
        assertThatThrownBy(() -> sql("""
                insert into risks.aspect_assessment (aspect_id, unit_id, criteria_id, assessed_on, person_id, score, significant, reason, factor_id)
                select a.id, a.unit_id, 1, date '2026-11-01', %s, 5, true, 'THRESHOLD', (select min(f.id) from risks.factor f where f.criteria_id = 1)
                from risks.aspect a where a.id = %s""".formatted(g.zhou.id(), id))).isInstanceOf(RuntimeException.class);
        assertThat(as(g.zhou, () -> significance.history(id))).isEmpty();
    }

    @Test
    void an_assessment_keeps_its_version_and_what_was_judged_by_an_older_one_is_to_be_looked_at_again() {
        var id = aspect();
        int old = assess(id, g.zhou, points(3, 3, 3, 3, 3), null).made().criteria();
        var from = LocalDate.parse("2031-01-01").plusMonths(NUMBER.incrementAndGet());
        int fresh = as(g.director, () -> criteria.enter(version(from, 60, 40)));
        assertThat(again(id, from.minusDays(1))).isFalse();
        assertThat(again(id, from)).isTrue();
        g.clock.to(from + "T05:00:00Z");
        as(g.zhou, () -> significance.assess(id, fresh, from, Map.of("A", 2, "B", 5), "", null));
        assertThat(again(id, from)).isFalse();
        assertThat(as(g.zhou, () -> significance.history(id)))
                .extracting(Significance.Assessment::criteria)
                .containsExactly(fresh, old);
        // a day before it was in force is judged by the one that was
        assertThatThrownBy(() -> as(
                        g.zhou,
                        () -> significance.assess(id, fresh, from.minusDays(1), Map.of("A", 2, "B", 5), "", null)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.beforeCriteria");
        assertThatThrownBy(() -> as(g.zhou, () -> significance.assess(id, old, from, points(1, 1, 1, 1, 1), "", null)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.otherCriteria");
    }

    private boolean again(AspectId id, LocalDate day) {
        return as(
                g.zhou,
                () -> within.execute(_ -> jdbc.sql("select again from risks.pub_aspects(:day) where id = :id")
                        .param("day", day)
                        .param("id", id.value())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single()));
    }

    private static NewCriteria version(LocalDate from, int... weights) {
        var factors = new ArrayList<NewCriteria.Factor>();
        for (int i = 0; i < weights.length; i++) {
            factors.add(factor(String.valueOf((char) ('A' + i)), weights[i]));
        }
        return new NewCriteria(LocalText.of("Own", "自定", "en"), from, new BigDecimal("3"), factors);
    }

    private static NewCriteria.Factor factor(String code, int weight) {
        var word = LocalText.of("word", "词", "en");
        return new NewCriteria.Factor(code, word, weight, null, List.of(word, word, word, word, word));
    }

    @Test
    void an_assessment_is_not_dated_before_the_first_criteria_nor_ahead() {
        var id = aspect();
        int sample = criteria.on(TODAY).orElseThrow().id();
        assertThatThrownBy(() -> as(
                        g.zhou,
                        () -> significance.assess(
                                id, sample, LocalDate.parse("2019-12-31"), points(1, 1, 1, 1, 1), "", null)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.noCriteria");
        assertThatThrownBy(() -> as(
                        g.zhou,
                        () -> significance.assess(id, sample, TODAY.plusDays(1), points(1, 1, 1, 1, 1), "", null)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.future");
    }

    @Test
    void criteria_whose_weights_do_not_add_up_or_whose_codes_come_twice_are_refused() {
        var from = LocalDate.parse("2190-01-01");
        assertThatThrownBy(() -> as(g.director, () -> criteria.enter(version(from, 60, 30))))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.weights");
        var word = LocalText.of("en", "Twice");
        assertThatThrownBy(() -> as(
                        g.director,
                        () -> criteria.enter(new NewCriteria(
                                word, from, new BigDecimal("3"), List.of(factor("A", 50), factor("A", 50))))))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.twice");
        assertThatThrownBy(() -> as(g.director, () -> criteria.enter(version(LocalDate.parse("2019-01-01"), 100))))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.before");
        assertThatThrownBy(() -> as(g.zhou, () -> criteria.enter(version(from, 100))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() ->
                        sql("insert into risks.criteria (name, valid_from, threshold) values ('{}', '2190-01-01', 3)"))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> sql("""
                insert into risks.factor (criteria_id, place, code, name, weight, word_1, word_2, word_3, word_4, word_5)
                values (1, 9, 'LATE', '{}', 0, '{}', '{}', '{}', '{}', '{}')""")).isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_matrix_whose_level_falls_where_it_gets_worse_is_refused() {
        var sample = matrices.on(TODAY).orElseThrow().matrix();
        var levelsOf = new ArrayList<>(sample.levels());
        levelsOf.set(24, Level.LOW);
        var wrong = new NewMatrix(
                sample.name(), LocalDate.parse("2190-01-01"), sample.likelihood(), sample.consequence(), levelsOf);
        assertThatThrownBy(() -> as(g.director, () -> matrices.enter(wrong)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.falls");
        assertThat(sample.level(new Step(5, 5))).isEqualTo(Level.EXTREME);
        assertThat(sample.level(new Step(1, 1))).isEqualTo(Level.LOW);
        assertThat(sample.level(new Step(2, 5))).isEqualTo(Level.HIGH);
    }

    @Test
    void who_does_not_keep_the_register_there_changes_nothing_and_who_does_not_see_it_finds_nothing() {
        var id = aspect();
        assertThatThrownBy(() -> as(g.lin, () -> aspects.register(aspect(g.valley), List.of(dust()))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> as(g.rosa, () -> aspects.get(id))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(g.rosa, () -> aspects.register(aspect(g.valley), List.of(dust()))))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void the_second_who_edits_an_aspect_is_told_and_one_that_ended_is_assessed_no_more() {
        var id = aspect();
        g.zhou.scope().run(() -> aspects.change(id, 1, aspect(g.valley)));
        assertThatThrownBy(() -> as(g.director, () -> {
                    aspects.change(id, 1, aspect(g.valley));
                    return 0;
                }))
                .isInstanceOf(Conflict.class);
        g.zhou.scope().run(() -> aspects.end(id, 2, TODAY, "The road is paved"));
        assertThatThrownBy(() -> assess(id, g.zhou, points(1, 1, 1, 1, 1), null))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).key())
                .isEqualTo("risks.refused.aspectEnded");
    }

    @Test
    void an_aspect_has_at_least_one_impact_and_none_twice() {
        assertThatThrownBy(() -> as(g.zhou, () -> aspects.register(aspect(g.valley), List.of())))
                .isInstanceOf(Invalid.class);
        var id = aspect();
        assertThatThrownBy(() -> g.zhou.scope().run(() -> aspects.addImpact(id, dust())))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.impactTwice");
        long only = as(g.zhou, () -> aspects.impacts(id)).getFirst().id();
        assertThatThrownBy(() -> g.zhou.scope().run(() -> aspects.removeImpact(id, only)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.lastImpact");
    }

    @Test
    void what_stands_at_a_unit_moves_with_it() {
        String code = "RK-" + NUMBER.incrementAndGet();
        var moved = Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        code, LocalText.of("en", code), "SECTION", g.valley, LocalDate.parse("2020-01-01"))));
        var id = as(g.zhou, () -> aspects.register(aspect(moved), List.of(dust())));
        assertThatThrownBy(() -> as(g.rosa, () -> aspects.get(id))).isInstanceOf(NotHere.class);
        Scope.system("test").run(() -> units.move(moved, g.ridge, TODAY, "Reorganised"));
        assertThat(as(g.rosa, () -> aspects.get(id)).unit()).isEqualTo(moved);
        assertThatThrownBy(() -> as(g.zhou, () -> aspects.get(id))).isInstanceOf(NotHere.class);
    }

    @Test
    void a_change_of_units_is_told_how_many_aspects_risks_and_controls_it_touches() {
        var before = touched();
        var ended = aspect();
        aspect();
        var id = risk(NewRisk.Kind.RISK);
        control(id, NewControl.Kind.PREVENT, 6, TODAY);
        var gone = control(id, NewControl.Kind.DETECT, 6, TODAY);
        as(g.zhou, () -> {
            aspects.end(ended, aspects.get(ended).version(), TODAY, "No hauling any more");
            controls.end(gone, controls.get(gone).version(), "Taken down");
            return true;
        });
        assertThat(touched())
                .isEqualTo(Map.of(
                        "/risks/aspects?unit=" + g.valley + " 24",
                                before.get("/risks/aspects?unit=" + g.valley + " 24") + 1,
                        "/risks?unit=" + g.valley + " 25", before.get("/risks?unit=" + g.valley + " 25") + 1,
                        "/risks?unit=" + g.valley + " 26", before.get("/risks?unit=" + g.valley + " 26") + 1));
    }

    private Map<String, Long> touched() {
        var change = new UnitTouch.Change(List.of(g.valley.value()), g.valley.value(), TODAY, false);
        var t = frames.texts(new MockHttpServletRequest());
        return as(g.zhou, () -> touched.touched(change, t)).stream()
                .collect(java.util.stream.Collectors.toMap(x -> x.path() + " " + x.order(), UnitTouch.Touched::count));
    }

    // risks and their controls

    private RiskId risk(NewRisk.Kind kind) {
        var treatment = kind == NewRisk.Kind.RISK ? NewRisk.Treatment.REDUCE : NewRisk.Treatment.PURSUE;
        return as(
                g.zhou,
                () -> risks.register(new NewRisk(
                        g.valley, kind, "The pond overflows", "Rain", "River", g.zhou.id(), treatment, "")));
    }

    private RiskLevels.Given assess(RiskId id, Step inherent, Step residual) {
        return as(
                g.zhou,
                () -> levels.assess(
                        id, matrices.on(TODAY).orElseThrow().id(), today(id), inherent, residual, "", null));
    }

    private LocalDate today(RiskId id) {
        return LocalDate.ofInstant(g.clock.instant(), java.time.ZoneId.of("Asia/Shanghai"));
    }

    private ControlId control(RiskId id, NewControl.Kind kind, int months, LocalDate since) {
        return as(g.zhou, () -> controls.add(id, new NewControl("Pump " + kind, kind, g.lin.id(), months, since)));
    }

    private RiskLevels.Standing standing(RiskId id) {
        return as(g.zhou, () -> levels.standing(id).orElseThrow());
    }

    @Test
    void a_control_that_is_overdue_is_counted_as_not_there() {
        var id = risk(NewRisk.Kind.RISK);
        assess(id, new Step(4, 5), new Step(2, 3));
        control(id, NewControl.Kind.PREVENT, 6, TODAY.minusMonths(6));
        assertThat(standing(id).shown()).as("due today is not overdue").isEqualTo(new Step(2, 3));
        g.clock.plusDays(1);
        var raised = standing(id);
        assertThat(raised.raised()).isTrue();
        assertThat(raised.residual()).isEqualTo(new Step(2, 3));
        assertThat(raised.shown()).isEqualTo(new Step(3, 3));
        assertThat(raised.residualLevel()).isEqualTo(Level.MEDIUM);
        control(id, NewControl.Kind.RECOVER, 1, TODAY.minusMonths(3));
        assertThat(standing(id).shown()).isEqualTo(new Step(3, 4));
        assertThat(standing(id).shownLevel()).isEqualTo(Level.HIGH);
        var risk = as(g.zhou, () -> risks.get(id));
        assertThat(as(g.zhou, () -> controls.of(risk)))
                .extracting(Control::missing)
                .containsExactly(Control.Missing.OVERDUE, Control.Missing.OVERDUE);
    }

    @Test
    void a_verification_by_somebody_else_brings_it_back_and_one_that_found_it_broken_does_not() {
        var id = risk(NewRisk.Kind.RISK);
        assess(id, new Step(4, 5), new Step(2, 3));
        var control = control(id, NewControl.Kind.DETECT, 1, TODAY.minusMonths(3));
        assertThat(standing(id).raised()).isTrue();
        g.zhou.scope().run(() -> controls.verify(control, TODAY, Control.Result.FAILS, "The float is stuck"));
        assertThat(standing(id).shown()).isEqualTo(new Step(3, 3));
        assertThat(as(g.zhou, () -> controls.get(control)).missing()).isEqualTo(Control.Missing.FAILS);
        g.zhou.scope().run(() -> controls.verify(control, TODAY, Control.Result.WORKS, "Float moved by hand"));
        assertThat(standing(id).raised()).isFalse();
        assertThat(as(g.zhou, () -> controls.get(control)).due()).isEqualTo(TODAY.plusMonths(1));
    }

    @Test
    void taking_an_overdue_control_away_does_not_make_the_risk_smaller_until_it_is_assessed_again() {
        var id = risk(NewRisk.Kind.RISK);
        assess(id, new Step(4, 5), new Step(2, 3));
        var control = control(id, NewControl.Kind.PREVENT, 1, TODAY.minusMonths(3));
        g.clock.plusDays(1);
        g.zhou.scope().run(() -> controls.end(control, 1, "Sold"));
        assertThat(standing(id).shown()).isEqualTo(new Step(3, 3));
        g.clock.plusDays(1);
        assess(id, new Step(4, 5), new Step(3, 3));
        assertThat(standing(id).raised()).isFalse();
        assertThat(standing(id).shown()).isEqualTo(new Step(3, 3));
    }

    @Test
    void whoever_owns_a_control_or_owned_it_does_not_verify_it() {
        var id = risk(NewRisk.Kind.RISK);
        var control = as(
                g.zhou,
                () -> controls.add(
                        id, new NewControl("Dam watch", NewControl.Kind.DETECT, g.zhou.id(), 3, TODAY.minusDays(9))));
        assertThatThrownBy(() -> g.zhou.scope().run(() -> controls.verify(control, TODAY, Control.Result.WORKS, "x")))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).key())
                .isEqualTo("risks.refused.ownerVerifies");
        g.zhou.scope().run(() -> controls.change(control, 1, "Dam watch", g.lin.id(), 3));
        assertThatThrownBy(() -> g.zhou.scope().run(() -> controls.verify(control, TODAY, Control.Result.WORKS, "x")))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).key())
                .isEqualTo("risks.refused.formerOwnerVerifies");
        assertThat(as(g.zhou, () -> controls.mayVerify(controls.get(control)))).isFalse();
        assertThat(as(g.director, () -> controls.mayVerify(controls.get(control))))
                .isTrue();
        assertThatThrownBy(() -> sql("""
                insert into risks.verification (control_id, unit_id, person_id, verified_on, result, evidence)
                select c.id, c.unit_id, %s, date '2026-11-18', 'WORKS', 'x' from risks.control c where c.id = %s""".formatted(g.zhou.id(), control))).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> g.he.scope().run(() -> controls.verify(control, TODAY, Control.Result.WORKS, " ")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.he.scope()
                        .run(() -> controls.verify(control, TODAY.minusDays(10), Control.Result.WORKS, "x")))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.beforeControl");
    }

    @Test
    void a_control_is_verified_at_least_every_ten_years_and_never_every_nought_months() {
        var id = risk(NewRisk.Kind.RISK);
        for (int months : List.of(0, -1, 121)) {
            assertThatThrownBy(() -> control(id, NewControl.Kind.PREVENT, months, TODAY))
                    .extracting(RisksTests::key)
                    .isEqualTo("risks.invalid.months");
        }
        assertThatThrownBy(() -> sql("""
                insert into risks.control (risk_id, unit_id, name, kind, owner_id, every_months, since)
                select r.id, r.unit_id, 'x', 'PREVENT', r.owner_id, 0, date '2026-01-01' from risks.risk r where r.id = %s""".formatted(id))).isInstanceOf(DataAccessException.class);
    }

    @Test
    void controls_do_not_make_a_risk_greater_and_nothing_holds_an_opportunity_back() {
        var id = risk(NewRisk.Kind.RISK);
        assertThatThrownBy(() -> assess(id, new Step(2, 2), new Step(3, 2)))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.greater");
        assertThatThrownBy(() -> assess(id, new Step(2, 2), new Step(0, 6))).isInstanceOf(Invalid.class);
        var chance = risk(NewRisk.Kind.OPPORTUNITY);
        assess(chance, new Step(2, 3), new Step(4, 3));
        assertThat(standing(chance).shown()).isEqualTo(new Step(4, 3));
        assertThatThrownBy(() -> control(chance, NewControl.Kind.PREVENT, 1, TODAY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void the_shown_risk_is_never_above_inherent_nor_below_residual_whatever_is_missing() {
        long wrong = as(
                g.director,
                () -> within.execute(
                        _ -> jdbc.sql("""
                select count(*) from generate_series(1, 5) inherent, generate_series(1, 5) residual, generate_series(0, 12) missing
                where residual <= inherent and (risks.raised(residual, inherent, missing) not between residual and inherent
                  or risks.raised(residual, inherent, missing) <> least(inherent, residual + missing))""").query((rs, _) -> rs.getLong(1)).single()));
        assertThat(wrong).isZero();
        var random = new Random(20261118);
        for (int n = 0; n < 20; n++) {
            anyRisk(random);
        }
    }

    private void anyRisk(Random random) {
        today();
        var inherent = new Step(1 + random.nextInt(5), 1 + random.nextInt(5));
        var residual = new Step(1 + random.nextInt(inherent.likelihood()), 1 + random.nextInt(inherent.consequence()));
        var id = risk(NewRisk.Kind.RISK);
        assess(id, inherent, residual);
        int likelihood = 0;
        int consequence = 0;
        for (int c = random.nextInt(5); c > 0; c--) {
            var kind = NewControl.Kind.values()[random.nextInt(4)];
            int months = 1 + random.nextInt(12);
            var since = TODAY.minusDays(random.nextInt(400));
            control(id, kind, months, since);
            boolean overdue = since.plusMonths(months).isBefore(TODAY);
            likelihood += overdue && kind.holdsLikelihood() ? 1 : 0;
            consequence += overdue && !kind.holdsLikelihood() ? 1 : 0;
        }
        var s = standing(id);
        assertThat(s.shown().likelihood())
                .isBetween(residual.likelihood(), inherent.likelihood())
                .isEqualTo(Math.min(inherent.likelihood(), residual.likelihood() + likelihood));
        assertThat(s.shown().consequence())
                .isBetween(residual.consequence(), inherent.consequence())
                .isEqualTo(Math.min(inherent.consequence(), residual.consequence() + consequence));
        assertThat(s.shownLevel()).isBetween(s.residualLevel(), s.inherentLevel());
    }

    @Test
    void what_is_done_about_a_risk_is_an_action_and_begins_no_more_once_it_has_ended() {
        var id = risk(NewRisk.Kind.RISK);
        var one = as(g.zhou, () -> treatments.plan(id, "Raise the spillway", g.lin.id(), TODAY.plusDays(30)));
        var other = as(g.zhou, () -> treatments.plan(id, "Second pump", g.lin.id(), TODAY.plusDays(60)));
        var risk = as(g.zhou, () -> risks.get(id));
        assertThat(as(g.zhou, () -> treatments.of(risk))).hasSize(2);
        g.lin.scope().run(() -> actions.start(one));
        g.zhou.scope().run(() -> risks.end(id, 1, TODAY, "The pond is drained"));
        assertThatThrownBy(() -> g.lin.scope().run(() -> actions.start(other))).isInstanceOf(Refused.class);
        g.lin.scope().run(() -> actions.done(one, TODAY, "Done"));
        assertThat(as(g.lin, () -> actions.find(one).orElseThrow()).state()).isEqualTo(ActionState.DONE);
        assertThat(as(g.lin, () -> actions.originShown(actions.find(one).orElseThrow())))
                .isTrue();
    }

    // links

    @Test
    void a_link_leads_to_a_room_there_is_and_only_once() {
        var at = Subject.of(aspect());
        g.zhou.scope().run(() -> links.add(at, "/rectification/items/1", "NC-2026-0001"));
        assertThatThrownBy(() -> g.zhou.scope().run(() -> links.add(at, "/rectification/items/1", "again")))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.linked");
        assertThatThrownBy(() -> g.zhou.scope().run(() -> links.add(at, "/atlantis/12", "")))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.room");
        for (String bad : List.of("//evil.example/x", "https://evil.example", "/rectification/../x", "javascript:1")) {
            assertThatThrownBy(() -> g.zhou.scope().run(() -> links.add(at, bad, "")))
                    .as(bad)
                    .extracting(RisksTests::key)
                    .isEqualTo("risks.invalid.href");
        }
        var link = as(g.zhou, () -> links.of(at)).getFirst();
        assertThat(link.origin().room()).isEqualTo("rectification");
        g.zhou.scope().run(() -> links.remove(at, link.id()));
        assertThat(as(g.zhou, () -> links.of(at))).isEmpty();
    }

    @Test
    void a_clause_is_cited_that_the_library_has() {
        var at = Subject.of(risk(NewRisk.Kind.RISK));
        sql("""
                insert into obligations.standard (code, edition, name, source, state) values ('RISKS-T', '1', '{"_":"en","en":"x"}', '{"_":"en","en":"x"}', 'PUBLISHED')
                on conflict do nothing""");
        sql("""
                insert into obligations.clause (standard_id, number, place, name)
                select id, '6.1', 1, '{"_":"en","en":"Risks"}' from obligations.standard where code = 'RISKS-T' on conflict do nothing""");
        g.zhou.scope().run(() -> links.cite(at, new ClauseRef("RISKS-T", "1", "6.1")));
        g.zhou.scope().run(() -> links.cite(at, new ClauseRef("RISKS-T", "1", "6.1")));
        var cited = as(g.zhou, () -> links.cited(at));
        assertThat(cited).extracting(Links.Cited::clause).containsExactly(new ClauseRef("RISKS-T", "1", "6.1"));
        assertThatThrownBy(() -> g.zhou.scope().run(() -> links.cite(at, new ClauseRef("RISKS-T", "1", "9.9"))))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.clause");
    }

    // context

    private NewStatement scope(UnitId unit, String body, LocalDate from) {
        return new NewStatement(unit, NewStatement.Kind.SCOPE, null, "Scope", body, null, from);
    }

    @Test
    void a_unit_has_one_scope_that_is_replaced_and_stays_readable_as_it_was_known() {
        String code = "RS-" + NUMBER.incrementAndGet();
        var unit = Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        code, LocalText.of("en", code), "SECTION", g.valley, LocalDate.parse("2020-01-01"))));
        var start = LocalDate.parse("2026-01-01");
        long first = as(g.zhou, () -> context.state(scope(unit, "The mine", start)));
        assertThatThrownBy(() -> as(g.zhou, () -> context.state(scope(unit, "Another", start))))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).key())
                .isEqualTo("risks.refused.scopeThere");
        Instant before = g.clock.instant();
        g.clock.plusDays(1);
        var since = LocalDate.parse("2026-06-01");
        long second = as(g.zhou, () -> context.replace(first, scope(unit, "The mine and the mill", since)));
        assertThat(held(unit, start, null)).containsExactly("The mine");
        assertThat(held(unit, since, null)).containsExactly("The mine and the mill");
        assertThat(held(unit, since, before)).containsExactly("The mine");
        assertThat(as(g.zhou, () -> context.before(second)))
                .extracting(Context.Statement::id)
                .containsExactly(first);
        assertThatThrownBy(() -> as(g.zhou, () -> context.replace(first, scope(unit, "Third", since))))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).key())
                .isEqualTo("risks.refused.replaced");
        assertThatThrownBy(() -> as(g.zhou, () -> context.replace(second, scope(unit, "Earlier", start))))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.before");
        g.zhou.scope().run(() -> context.withdraw(second, TODAY, "Closed"));
        assertThat(held(unit, TODAY, null)).isEmpty();
    }

    private List<String> held(UnitId unit, LocalDate day, @Nullable Instant known) {
        return as(g.zhou, () -> context.on(day, known)).stream()
                .filter(s -> s.said().unit().equals(unit))
                .map(s -> s.said().body())
                .toList();
    }

    @Test
    void statements_never_go_round_in_a_circle() {
        long id = as(
                g.zhou,
                () -> context.state(new NewStatement(
                        g.valley,
                        NewStatement.Kind.ISSUE,
                        NewStatement.Side.EXTERNAL,
                        "Water",
                        "Drought",
                        null,
                        TODAY)));
        assertThatThrownBy(() -> sql("""
                insert into risks.statement (id, unit_id, kind, side, title, body, valid_from, replaces_id, language) overriding system value
                select s.id + 1000000, s.unit_id, s.kind, s.side, 'x', 'x', s.valid_from, s.id + 1000000, 'en' from risks.statement s where s.id = """ + id)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> sql("update risks.statement set replaces_id = id where id = " + id))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_need_says_whether_it_is_met_as_an_obligation_and_an_issue_whence_it_comes() {
        var need = new NewStatement(g.valley, NewStatement.Kind.PARTY, null, "Village", "No dust", null, TODAY);
        assertThatThrownBy(() -> as(g.zhou, () -> context.state(need)))
                .extracting(e -> ((Invalid) e).problems().getFirst().field())
                .isEqualTo("obligation");
        var issue = new NewStatement(g.valley, NewStatement.Kind.ISSUE, null, "Water", "Drought", null, TODAY);
        assertThatThrownBy(() -> as(g.zhou, () -> context.state(issue)))
                .extracting(e -> ((Invalid) e).problems().getFirst().field())
                .isEqualTo("side");
        assertThatThrownBy(() -> as(g.lin, () -> context.state(scope(g.valley, "x", TODAY))))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void nobody_who_is_not_seen_becomes_an_owner() {
        assertThatThrownBy(() -> as(
                        g.zhou,
                        () -> risks.register(new NewRisk(
                                g.valley,
                                NewRisk.Kind.RISK,
                                "x",
                                "",
                                "",
                                new PersonId(999_999),
                                NewRisk.Treatment.REDUCE,
                                ""))))
                .extracting(e -> ((Invalid) e).problems().getFirst().field())
                .isEqualTo("owner");
        assertThatThrownBy(() -> as(
                        g.zhou,
                        () -> risks.register(new NewRisk(
                                g.valley, NewRisk.Kind.RISK, "x", "", "", g.zhou.id(), NewRisk.Treatment.PURSUE, ""))))
                .extracting(RisksTests::key)
                .isEqualTo("risks.invalid.pursue");
    }
}
