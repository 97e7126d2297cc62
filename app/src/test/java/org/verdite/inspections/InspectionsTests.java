package org.verdite.inspections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.Items;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;

/// An inspection from plan to issue: answers that merge, findings that are discussed, items that begin when issued.
@SpringBootTest
@Import(SmallGroup.Setting.class)
@TestPropertySource(properties = "verdite.tests=inspections")
class InspectionsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ClauseKey RECORDS = new ClauseKey("ISO 14001", "2015", "7.5.3");

    @Autowired
    SmallGroup g;

    @Autowired
    Checklists checklists;

    @Autowired
    Criteria criteria;

    @Autowired
    Inspections inspections;

    @Autowired
    Team team;

    @Autowired
    Observations observations;

    @Autowired
    Findings findings;

    @Autowired
    Comparison comparison;

    @Autowired
    Programmes programmes;

    @Autowired
    Coverage coverage;

    @Autowired
    Signatures signatures;

    @Autowired
    Items items;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private int edition;
    private int list;

    @BeforeEach
    void aPublishedList() {
        g.clock.to("2026-11-18T01:14:00Z");
        edition = as(
                g.director,
                () -> checklists.begin(new NewChecklist(
                        g.group, "RUN-" + NUMBER.incrementAndGet(), LocalText.of("en", "Order"), null, false)));
        list = number("select checklist_id from inspections.edition where id = " + edition);
        does(g.director, () -> {
            for (int i = 1; i <= 14; i++) {
                criteria.put(edition, asks("E-%02d".formatted(i), i == 2 ? 5 : 1, null, i == 2), 0);
            }
            criteria.put(
                    edition,
                    asks("N-01", 2, new NumberLimit("m", NumberLimit.Bound.MIN, new BigDecimal("1.5"), null), false),
                    0);
            checklists.publish(edition, 1, "first");
        });
    }

    private static NewCriterion asks(String code, int weight, @Nullable NumberLimit limit, boolean critical) {
        return NewCriterion.of(code, RECORDS, LocalText.of("en", "Is " + code + " kept?"))
                .weight(weight)
                .limit(limit)
                .critical(critical)
                .severity(Severity.MINOR)
                .medium("WASTE")
                .done();
    }

    private static <T> T as(Person person, java.util.function.Supplier<T> work) {
        return person.scope().get(work::get);
    }

    private static void does(Person person, Runnable work) {
        person.scope().run(work::run);
    }

    private int number(String sql) {
        return as(
                g.director,
                () -> within.execute(
                        _ -> jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single()));
    }

    private NewInspection planned(InspectionKind kind, Person leader, Person... members) {
        return new NewInspection(
                g.valley,
                kind,
                "Autumn inspection",
                "",
                kind.outside() ? "Blue River Institute" : "",
                list,
                LocalDate.parse("2026-11-18"),
                LocalDate.parse("2026-11-20"),
                leader.id(),
                Stream.of(members).map(Person::id).toList(),
                null);
    }

    @Test
    void a_visit_is_planned_from_a_year_ago_to_five_years_ahead() {
        for (String day : List.of("2019-03-01", "2032-03-01")) {
            var from = LocalDate.parse(day);
            var p = planned(InspectionKind.GROUP, g.he);
            does(
                    g.director,
                    () -> assertThatThrownBy(() -> inspections.plan(
                                    new NewInspection(
                                            p.unit(),
                                            p.kind(),
                                            p.title(),
                                            p.scope(),
                                            p.body(),
                                            p.checklist(),
                                            from,
                                            from.plusDays(2),
                                            p.leader(),
                                            p.members(),
                                            null),
                                    null))
                            .isInstanceOfSatisfying(
                                    Invalid.class,
                                    e -> assertThat(e.problems().getFirst().field())
                                            .isEqualTo("from")));
        }
    }

    /// Led by the group's inspector He, with the director.
    private InspectionId opened() {
        var id = as(g.director, () -> inspections.plan(planned(InspectionKind.GROUP, g.he, g.director), null));
        does(g.he, () -> inspections.open(id, version(id), "Met at nine"));
        return id;
    }

    private int version(InspectionId id) {
        return inspections.get(id).version();
    }

    private Told told(UUID id, String subject, @Nullable Said said, UUID... replaces) {
        return new Told(
                id,
                subject,
                said,
                null,
                "",
                Told.Where.NOWHERE,
                null,
                Set.of(replaces),
                g.clock.instant(),
                g.clock.instant());
    }

    private Standing tell(Person who, InspectionId id, String subject, Said said, UUID... replaces) {
        return as(who, () -> observations.tell(id, told(UUID.randomUUID(), subject, said, replaces)));
    }

    private static NewFinding finding(Grade grade, String title, String... subjects) {
        var severity = grade == Grade.MAJOR ? Severity.MAJOR : Severity.MINOR;
        return new NewFinding(grade, severity, "WASTE", title, "", RECORDS, "Store B", Set.of(subjects));
    }

    @Test
    void the_inspected_neither_drop_what_others_found_nor_end_their_inspection() {
        var id = opened();
        tell(g.he, id, "E-02", Said.DOES_NOT);
        var found = as(g.he, () -> findings.draft(id, finding(Grade.MAJOR, "No one keeps the store", "E-02")));
        assertThatThrownBy(() -> does(g.zhou, () -> findings.drop(found, 1, "We don't like it")))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> does(g.zhou, () -> inspections.close(id, version(id))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> does(g.zhou, () -> inspections.cancel(id, version(id), "We don't like it")))
                .isInstanceOf(NotPermitted.class);
        does(g.director, () -> findings.drop(found, 1, "It was another store"));
        var own = as(g.zhou, () -> inspections.plan(planned(InspectionKind.SELF_CHECK, g.lin), null));
        does(g.zhou, () -> inspections.cancel(own, version(own), "No round this week"));
    }

    @Test
    void a_nonconformity_stands_on_what_does_not_conform_and_weighs_what_its_grade_says() {
        var id = opened();
        tell(g.he, id, "E-03", Said.CONFORMS);
        assertThatThrownBy(() -> as(g.he, () -> findings.draft(id, finding(Grade.MINOR, "Nothing", "E-03"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("grade"));
        assertThatThrownBy(() -> as(
                        g.he,
                        () -> findings.draft(
                                id,
                                new NewFinding(
                                        Grade.MAJOR, Severity.LOW, "WASTE", "Light", "", RECORDS, "", Set.of("E-03")))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("severity"));
    }

    @Test
    void nobody_tells_what_has_not_happened_yet() {
        var id = opened();
        var ahead = new Told(
                UUID.randomUUID(),
                "E-04",
                Said.CONFORMS,
                null,
                "",
                Told.Where.NOWHERE,
                null,
                Set.of(),
                g.clock.instant().plusSeconds(3_600),
                null);
        var standing = as(g.he, () -> observations.tell(id, ahead));
        assertThat(standing.observations().getFirst().ahead()).isEqualTo(3_600);
        assertThat(standing.observations().getFirst().toldAt()).isEqualTo(g.clock.instant());
    }

    @Test
    void who_answered_for_a_place_within_24_months_does_not_inspect_it() {
        assertThatThrownBy(() ->
                        as(g.director, () -> inspections.plan(planned(InspectionKind.INTERNAL_AUDIT, g.lin), null)))
                .isInstanceOfSatisfying(Refused.class, r -> {
                    assertThat(r.key()).startsWith("inspections.refused.tiedBy");
                    assertThat(r.args()[0]).isEqualTo("Lin Qiao");
                });
        assertThat(as(g.director, () -> team.ties(g.lin.id(), g.ridge, 24, LocalDate.parse("2026-11-18"))))
                .as("at the other mine she never answered for anything")
                .isEmpty();
        as(g.director, () -> inspections.plan(planned(InspectionKind.SELF_CHECK, g.lin), null));
        var id = as(g.director, () -> inspections.plan(planned(InspectionKind.GROUP, g.he), null));
        assertThatThrownBy(() -> does(g.director, () -> team.join(id, g.lin.id(), Part.MEMBER)))
                .isInstanceOf(Refused.class);
        does(g.director, () -> team.join(id, g.lin.id(), Part.OBSERVER));
    }

    @Test
    void a_third_party_opens_only_after_each_member_declared_no_conflict() {
        var id = as(g.director, () -> inspections.plan(planned(InspectionKind.THIRD_PARTY, g.he), null));
        assertThatThrownBy(() -> does(g.he, () -> inspections.open(id, version(id), "")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("inspections.refused.undeclared"));
        does(g.he, () -> team.declare(id, "No interest in the mine"));
        does(g.he, () -> inspections.open(id, version(id), ""));
        assertThat(as(g.he, () -> inspections.get(id).state())).isEqualTo(InspectionState.OPEN);
    }

    @Test
    void the_same_key_plans_one_inspection_and_another_body_is_refused() {
        var key = UUID.randomUUID().toString();
        var first = as(g.director, () -> inspections.plan(planned(InspectionKind.GROUP, g.he), key));
        assertThat(as(g.director, () -> inspections.plan(planned(InspectionKind.GROUP, g.he), key)))
                .isEqualTo(first);
        assertThatThrownBy(() -> as(g.director, () -> inspections.plan(planned(InspectionKind.SPECIAL, g.he), key)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void an_answer_sent_again_changes_nothing_and_its_id_with_another_answer_is_refused() {
        var id = opened();
        var one = told(UUID.randomUUID(), "E-01", Said.CONFORMS);
        as(g.he, () -> observations.tell(id, one));
        var again = as(g.he, () -> observations.tell(id, one));
        assertThat(again.observations()).hasSize(1);
        assertThatThrownBy(() -> as(g.he, () -> observations.tell(id, told(one.id(), "E-01", Said.DOES_NOT))))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("ui.once.other"));
    }

    @Test
    void two_people_merge_by_criterion_and_a_true_conflict_shows_both_until_somebody_decides() {
        var id = opened();
        tell(g.he, id, "E-01", Said.CONFORMS);
        tell(g.director, id, "E-02", Said.DOES_NOT);
        assertThat(as(g.he, () -> observations.standing(id))).hasSize(2);
        assertThat(tell(g.director, id, "E-01", Said.CONFORMS).conflict())
                .as("two who saw the same")
                .isFalse();
        var both = tell(g.he, id, "E-02", Said.CONFORMS);
        assertThat(both.conflict()).isTrue();
        assertThat(both.observations())
                .extracting(Observation::said)
                .containsExactlyInAnyOrder(Said.DOES_NOT, Said.CONFORMS);
        assertThatThrownBy(() -> does(g.he, () -> inspections.close(id, version(id))))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.args()[0]).isEqualTo("E-02"));
        var decided = tell(
                g.he,
                id,
                "E-02",
                Said.DOES_NOT,
                both.observations().stream().map(Observation::id).toArray(UUID[]::new));
        assertThat(decided.conflict()).isFalse();
        assertThat(decided.said()).contains(Said.DOES_NOT);
        assertThat(as(g.he, () -> observations.history(id, "E-02"))).hasSize(3);
        does(g.he, () -> inspections.close(id, version(id)));
    }

    @Test
    void a_measured_answer_follows_from_its_limit() {
        var id = opened();
        var low = new Told(
                UUID.randomUUID(),
                "N-01",
                null,
                new BigDecimal("1.49"),
                "",
                Told.Where.NOWHERE,
                null,
                Set.of(),
                g.clock.instant(),
                null);
        assertThat(as(g.he, () -> observations.tell(id, low)).said()).contains(Said.DOES_NOT);
        var without = new Told(
                UUID.randomUUID(),
                "N-01",
                Said.CONFORMS,
                null,
                "",
                Told.Where.NOWHERE,
                null,
                Set.of(),
                g.clock.instant(),
                null);
        assertThatThrownBy(() -> as(g.he, () -> observations.tell(id, without))).isInstanceOf(Invalid.class);
    }

    @Test
    void a_phone_clock_two_days_off_is_told_and_taken_out() {
        var id = opened();
        var phone = g.clock.instant().plus(Duration.ofDays(2));
        var told = new Told(
                UUID.randomUUID(),
                "E-03",
                Said.CONFORMS,
                null,
                "",
                Told.Where.NOWHERE,
                null,
                Set.of(),
                phone.minusSeconds(600),
                phone);
        var kept = as(g.he, () -> observations.tell(id, told)).observations().getFirst();
        assertThat(kept.ahead()).isEqualTo(2 * 86_400);
        assertThat(kept.toldAt()).isEqualTo(g.clock.instant().minusSeconds(600));
    }

    @Test
    void a_list_withdrawn_while_it_is_answered_is_answered_to_the_end() {
        var id = opened();
        does(g.director, () -> checklists.withdraw(edition, 2, "Replaced by the ministry's"));
        tell(g.he, id, "E-01", Said.CONFORMS);
        assertThat(as(g.he, () -> observations.asked(id))).hasSize(15);
        assertThatThrownBy(() -> as(g.director, () -> inspections.plan(planned(InspectionKind.GROUP, g.he), null)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void only_the_team_answers_and_nobody_from_elsewhere_sees_it() {
        var id = opened();
        assertThatThrownBy(() -> tell(g.zhou, id, "E-01", Said.CONFORMS)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> tell(g.rosa, id, "E-01", Said.CONFORMS)).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(
                        g.rosa,
                        () -> findings.of(id).size() > 0
                                ? 1
                                : observations.asked(id).size()))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void twelve_wrong_answers_of_one_cause_are_one_finding_and_one_item_when_it_is_issued() {
        var id = opened();
        var subjects = new String[12];
        for (int i = 1; i <= 12; i++) {
            subjects[i - 1] = "E-%02d".formatted(i);
            tell(g.he, id, subjects[i - 1], Said.DOES_NOT);
        }
        tell(g.he, id, "E-13", Said.OPPORTUNITY);
        tell(g.he, id, "E-14", Said.DOES_NOT);
        does(g.he, () -> inspections.close(id, version(id)));
        var one = as(g.he, () -> findings.draft(id, finding(Grade.MAJOR, "No one keeps the store", subjects)));
        as(g.he, () -> findings.draft(id, finding(Grade.OPPORTUNITY, "Labels could be larger", "E-13")));
        assertThat(as(g.he, () -> findings.open(id)).unfound()).containsExactly("E-14");
        assertThatThrownBy(() -> does(g.he, () -> findings.issue(id, version(id), "All were there")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("inspections.refused.unfound"));
        does(g.he, () -> findings.waive(id, "E-14", "Put right before we left, photo taken"));
        assertThatThrownBy(() -> does(g.he, () -> findings.remark(one, Stance.AGREES, "")))
                .as("who found it does not agree with it")
                .isInstanceOf(NotPermitted.class);
        does(g.zhou, () -> findings.remark(one, Stance.DISPUTES, "The keeper began on Monday"));
        does(g.he, () -> findings.remark(one, Stance.SAYS, "The duty roster says otherwise"));
        does(g.zhou, () -> findings.remark(one, Stance.AGREES, "Agreed"));
        assertThat(as(g.he, () -> items.of(Findings.origin(inspections.get(id), findings.require(one)))))
                .as("nothing is an item before it is issued")
                .isEmpty();
        does(g.he, () -> signatures.sign(id));
        does(g.zhou, () -> signatures.sign(id));
        does(g.zhou, () -> signatures.sign(id));
        assertThatThrownBy(() -> does(g.rosa, () -> signatures.sign(id))).isInstanceOf(NotHere.class);
        assertThat(as(g.he, () -> signatures.of(id)))
                .extracting(Signatures.Signature::team, Signatures.Signature::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, true),
                        org.assertj.core.groups.Tuple.tuple(false, true));
        does(g.he, () -> findings.issue(id, version(id), "Zhou and He, all findings read out"));
        assertThat(as(g.he, () -> signatures.of(id)))
                .as("issuing changes no word")
                .allMatch(Signatures.Signature::standing);
        var issued = as(g.he, () -> findings.of(id));
        assertThat(issued).extracting(Finding::state).containsOnly(FindingState.ISSUED);
        assertThat(issued.getFirst().item()).isNotNull();
        assertThat(issued.getFirst().remarks())
                .extracting(Finding.Remark::stance)
                .containsExactly(Stance.DISPUTES, Stance.SAYS, Stance.AGREES);
        assertThat(number(
                        "select count(*) from rectification.item where source = 'INSPECTION' and clause_number = '7.5.3' and id = "
                                + issued.getFirst().item()))
                .as("the item knows who found it and against which clause")
                .isEqualTo(1);
        assertThat(issued.getLast().item())
                .as("what could be better is no item")
                .isNull();
        assertThat(number("select count(*) from rectification.item_origin where room = 'inspections' and key = '"
                        + one.value() + "'"))
                .isEqualTo(1);
        assertThatThrownBy(() -> within.executeWithoutResult(_ -> g.he.scope()
                        .run(() -> jdbc.sql("update inspections.finding set title = 'x' where id = " + one.value())
                                .update())))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> tell(g.he, id, "E-01", Said.CONFORMS)).isInstanceOf(Refused.class);
    }

    @Test
    void the_score_counts_weights_and_is_compared_only_on_what_both_judged() {
        var first = opened();
        tell(g.he, first, "E-01", Said.CONFORMS);
        tell(g.he, first, "E-02", Said.CONFORMS);
        tell(g.he, first, "E-03", Said.CONFORMS);
        does(g.he, () -> inspections.close(first, version(first)));
        does(g.he, () -> findings.issue(first, version(first), "Read out"));
        g.clock.plusDays(30);
        var second = opened();
        tell(g.he, second, "E-01", Said.OPPORTUNITY);
        tell(g.he, second, "E-02", Said.DOES_NOT);
        tell(g.he, second, "E-04", Said.CONFORMS);
        tell(g.he, second, "E-05", Said.NOT_APPLICABLE);
        var score = as(g.he, () -> Score.of(observations.asked(second)));
        assertThat(score.percent()).as("(0.5 + 0 + 1) of 7").isEqualTo("21.4");
        assertThat(score.judged()).isEqualTo(3);
        assertThat(score.asked()).isEqualTo(15);
        assertThat(score.criticalFailed()).isEqualTo(1);
        var compared = as(g.he, () -> comparison.of(second)).before();
        assertThat(compared).singleElement().satisfies(c -> {
            assertThat(c.criteria()).isEqualTo(2);
            assertThat(c.ours().percent()).isEqualTo("8.3");
            assertThat(c.theirs().percent()).isEqualTo("100.0");
        });
    }

    @Test
    void a_programme_counts_what_was_issued_below_and_makes_independence_stricter() {
        int programme = as(g.director, () -> programmes.begin(g.group, 2026, "Year", 48));
        as(
                g.director,
                () -> programmes.ask(
                        programme,
                        new CoverageRule(0, CoverageRule.Per.SITE, Set.of(InspectionKind.GROUP), 1, 0, "", "")));
        as(
                g.director,
                () -> programmes.ask(
                        programme,
                        new CoverageRule(
                                0, CoverageRule.Per.CLAUSE, Set.of(InspectionKind.GROUP), 1, 36, "ISO 14001", "2015")));
        var id = opened();
        assertThat(as(g.he, () -> inspections.get(id)).independenceMonths())
                .as("the programme is stricter than the usual 24 months")
                .isEqualTo(48);
        tell(g.he, id, "E-01", Said.CONFORMS);
        does(g.he, () -> inspections.close(id, version(id)));
        does(g.he, () -> findings.issue(id, version(id), "Read out"));
        var rules = as(g.director, () -> coverage.of(programme, LocalDate.parse("2026-11-18")));
        var sites = rules.getFirst().lines();
        assertThat(sites).hasSize(2);
        assertThat(sites.stream()
                        .filter(l -> l.key().equals(g.valley.toString()))
                        .findFirst()
                        .orElseThrow()
                        .cover()
                        .state())
                .isEqualTo(Cover.State.MET);
        assertThat(sites.stream()
                        .filter(l -> l.key().equals(g.ridge.toString()))
                        .findFirst()
                        .orElseThrow()
                        .cover()
                        .state())
                .isEqualTo(Cover.State.WILL_MISS);
        assertThat(rules.getLast().lines())
                .filteredOn(l -> l.cover().state() == Cover.State.MET)
                .extracting(Coverage.Line::key)
                .containsExactly("7.5.3");
    }

    @Test
    void what_is_seen_beside_the_list_is_kept_with_its_title_and_grade() {
        var id = opened();
        var uuid = UUID.randomUUID();
        var beside = new Told(
                uuid,
                uuid.toString(),
                null,
                null,
                "One drum stands outside",
                new Told.Where("Store B", new BigDecimal("26.1"), new BigDecimal("117.5"), new BigDecimal("12")),
                new Told.Beside("Drum outside the bund", Severity.MAJOR, "WASTE"),
                Set.of(),
                Instant.parse("2026-11-18T01:00:00Z"),
                null);
        as(g.he, () -> observations.tell(id, beside));
        assertThat(as(g.he, () -> observations.beside(id)))
                .singleElement()
                .satisfies(s ->
                        assertThat(s.observations().getFirst().where().place()).isEqualTo("Store B"));
        assertThat(as(g.he, () -> findings.open(id)).unfound()).containsExactly(uuid.toString());
        assertThatThrownBy(() -> as(
                        g.he,
                        () -> observations.tell(
                                id,
                                new Told(
                                        UUID.randomUUID(),
                                        "E-01",
                                        Said.CONFORMS,
                                        null,
                                        "",
                                        new Told.Where("", new BigDecimal("91"), BigDecimal.ZERO, null),
                                        null,
                                        Set.of(),
                                        g.clock.instant(),
                                        null))))
                .isInstanceOf(Invalid.class);
    }
}
