package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Values are told of shares, confirmed, corrected, and rolled up to the goal they make. It is 18 November
/// 2026.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ProgressTests {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-18");

    @Autowired
    SmallGroup g;

    @Autowired
    Goals goals;

    @Autowired
    Shares shares;

    @Autowired
    Readings readings;

    @Autowired
    Progress progress;

    @Autowired
    UnitProgress units;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    GoalStage stage;

    @BeforeEach
    void stage(@Autowired BeanFactory beans) {
        stage = new GoalStage(beans);
    }

    @Test
    void amounts_add_up_to_the_first_gap_and_the_month_that_is_missing_is_asked_for() {
        var goal = goal(Method.SUM, 1);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        for (int month = 1; month <= 10; month++) {
            if (month != 9) {
                tell(g.zhou, goal, share, month, "9");
            }
        }
        var tree = as(g.director, () -> progress.of(goals.get(goal), 2026, TODAY, 0));
        var its = Objects.requireNonNull(tree.parts().get(share)).standing();
        assertThat(its.through()).isEqualTo(YearMonth.of(2026, 8));
        assertThat(its.reached()).isEqualByComparingTo("72");
        assertThat(its.missing()).isEqualTo(1);
        assertThat(its.light()).isEqualTo(Light.GREEN);
        assertThat(Objects.requireNonNull(its.forecast()).value()).isEqualByComparingTo("108");
        assertThat(its.forecast().points()).isEqualTo(8);
        assertThat(desk(g.zhou)).contains("Tell the value of Sep 2026");
        tell(g.zhou, goal, share, 9, "30");
        var after = as(g.director, () -> progress.of(goals.get(goal), 2026, TODAY, 0));
        assertThat(after.whole().reached()).isEqualByComparingTo("111");
        assertThat(after.whole().light())
                .as("100 is asked by October, 10 off is a tenth")
                .isEqualTo(Light.RED);
        assertThat(desk(g.zhou)).doesNotContain(as(g.zhou, () -> goals.get(goal).number()) + " · one value");
    }

    @Test
    void a_whole_says_which_part_told_nothing_and_what_the_others_make() {
        var goal = goal(Method.SUM, 1);
        var valley = share(goal, Holder.unit(g.valley), "80", g.zhou);
        share(goal, Holder.unit(g.ridge), "40", g.director);
        tell(g.zhou, goal, valley, 1, "5");
        var tree = as(g.director, () -> progress.of(goals.get(goal), 2026, LocalDate.parse("2026-02-03"), 0));
        assertThat(tree.whole().light()).isEqualTo(Light.UNKNOWN);
        assertThat(tree.whole().partly()).isEqualByComparingTo("5");
        assertThat(tree.whole().missing()).isEqualTo(1);
        assertThat(page(g.director, "/targets/goals/" + goal + "/progress"))
                .contains("Not known yet for 2026")
                .contains("values are missing for Oct 2026");
        var partly = as(g.lin, () -> progress.of(goals.get(goal), 2026, LocalDate.parse("2026-02-03"), 0));
        assertThat(partly.whole().light())
                .as("who sees one part alone is not told that it is the whole")
                .isEqualTo(Light.UNKNOWN);
        assertThat(partly.whole().missing()).as("the part out of sight").isEqualTo(1);
    }

    @Test
    void a_share_whose_values_the_whole_stands_on_is_not_withdrawn() {
        var goal = goal(Method.SUM, 1);
        var valley = share(goal, Holder.unit(g.valley), "80", g.zhou);
        tell(g.zhou, goal, valley, 1, "5");
        assertThatThrownBy(() -> as(
                        g.director,
                        () -> shares.withdraw(valley, shares.get(valley).version(), "It looks better so")))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.key()).isEqualTo("targets.refused.toldOfShare"));
    }

    @Test
    void what_is_told_for_a_whole_stands_and_says_by_how_much_its_parts_differ() {
        var goal = goal(Method.SUM, 12);
        var valley = share(goal, Holder.unit(g.valley), "100", g.zhou);
        var part = stage.signed(goal, valley, Holder.unit(g.section), "100", g.zhou);
        g.clock.to("2027-01-10T01:00:00Z");
        try {
            tell(g.zhou, goal, part, 12, "90");
            tell(g.zhou, goal, valley, 12, "97");
            var its = as(
                            g.zhou,
                            () -> progress.of(
                                    goals.get(goal), shares.get(valley), 2026, LocalDate.parse("2027-01-10"), 0))
                    .whole();
            assertThat(its.reached()).isEqualByComparingTo("97");
            assertThat(its.difference()).isEqualByComparingTo("7");
        } finally {
            g.clock.to("2026-11-18T01:14:00Z");
        }
    }

    @Test
    void a_value_is_confirmed_by_somebody_else_and_says_so_until_then() {
        var goal = goal(Method.SUM, 1);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        long told = tell(g.zhou, goal, share, 1, "9");
        assertThat(page(g.zhou, "/targets/goals/" + goal + "/progress?share=" + share))
                .contains("not confirmed")
                .contains("meter log 1");
        assertThatThrownBy(() -> as(g.zhou, () -> readings.confirm(told, 1)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.ownValue"));
        assertThatThrownBy(() -> as(g.lin, () -> readings.confirm(told, 1))).isInstanceOf(NotPermitted.class);
        as(g.director, () -> readings.confirm(told, 1));
        assertThat(as(g.zhou, () -> readings.get(told)).confirmed()).isEqualTo("Tang Wei");
        assertThatThrownBy(() -> entered("update targets.reading set confirmed_by = %d where id = %d"
                        .formatted(g.zhou.id().value(), told)))
                .as("whoever writes")
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> as(g.rosa, () -> readings.get(told))).isInstanceOf(NotHere.class);
    }

    @Test
    void a_correction_keeps_what_was_told_and_is_confirmed_anew() {
        var goal = goal(Method.SUM, 1);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        long first = tell(g.zhou, goal, share, 1, "9");
        as(g.director, () -> readings.confirm(first, 1));
        assertThatThrownBy(() -> tell(g.zhou, goal, share, 1, "8"))
                .as("another who thinks that none stands")
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> as(g.zhou, () -> readings.tell(goal, share, told(1, "8"), first, " ")))
                .isInstanceOf(Invalid.class);
        long second = as(g.zhou, () -> readings.tell(goal, share, told(1, "8"), first, "The meter was read twice"));
        var all = as(g.zhou, () -> readings.of(goal, share));
        assertThat(all).extracting(Reading::id).containsExactly(second, first);
        assertThat(all.getLast().stands()).isFalse();
        assertThat(all.getFirst().confirmedAt()).isNull();
        assertThatThrownBy(() -> as(g.director, () -> readings.confirm(first, 2)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.corrected"));
        assertThatThrownBy(() -> entered("update targets.reading set value = 1 where id = " + second))
                .as("nothing is overwritten")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_value_is_told_by_who_carries_the_share_of_a_month_that_is_over_with_where_it_can_be_looked_up() {
        var goal = goal(Method.SUM, 3);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        assertThatThrownBy(() -> tell(g.lin, goal, share, 3, "1")).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> tell(g.zhou, goal, share, 2, "1"))
                .as("told each quarter")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> tell(g.zhou, goal, share, 12, "1"))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("targets.invalid.notOver"));
        var without = new Reading.Told(YearMonth.of(2026, 3), BigDecimal.ONE, null, "", " ");
        assertThatThrownBy(() -> as(g.zhou, () -> readings.tell(goal, share, without, 0, "")))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("evidence"));
        var proposed = as(g.director, () -> shares.propose(goal, null, Holder.unit(g.ridge), BigDecimal.TEN, null));
        assertThatThrownBy(() -> tell(g.director, goal, proposed, 3, "1"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.notSigned"));
    }

    @Test
    void what_a_room_computes_is_measured_there_and_not_told_by_hand() {
        var goal = stage.worked(stage.draft(Method.SAME, "EMS-14001", 2026, "100"));
        var share = share(goal, Holder.unit(g.valley), "100", g.zhou);
        assertThatThrownBy(() -> tell(g.zhou, goal, share, 1, "100"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.measured"));
        var tree = as(g.director, () -> progress.of(goals.get(goal), 2026, TODAY, 10));
        assertThat(tree.whole().points()).hasSize(10);
        assertThat(Objects.requireNonNull(tree.parts().get(share)).computed()).isTrue();
        assertThat(as(g.director, () -> goals.get(goal)).nature()).isEqualTo(Nature.LEVEL);
    }

    @Test
    void an_obligation_is_kept_when_all_keep_it_and_a_site_shows_its_lights() {
        var goal = goal(Method.OBLIGATION, 1);
        var valley = share(goal, Holder.unit(g.valley), null, g.zhou);
        for (int month = 1; month <= 10; month++) {
            var kept = new Reading.Told(YearMonth.of(2026, month), null, month < 10, "", "duty roster");
            as(g.zhou, () -> readings.tell(goal, valley, kept, 0, ""));
        }
        var tree = as(g.director, () -> progress.of(goals.get(goal), 2026, TODAY, 0));
        assertThat(tree.whole().light()).isEqualTo(Light.RED);
        assertThat(tree.whole().points().get(8).value()).isEqualByComparingTo("1");
        var all = as(g.director, () -> units.of(2026, TODAY, "en"));
        assertThat(all.parts())
                .filteredOn(p -> p.unit() == g.valley.value())
                .singleElement()
                .satisfies(p -> assertThat(p.of(Light.RED)).isPositive());
        assertThat(as(g.rosa, () -> units.of(2026, TODAY, "en")).parts())
                .as("of her own site only")
                .allMatch(p -> p.unit() == g.ridge.value());
        assertThat(page(g.director, "/targets/progress")).contains("Egret Valley");
    }

    @Test
    void the_form_says_what_is_wrong_at_its_field_and_keeps_what_was_typed() {
        var goal = goal(Method.SUM, 1);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        var answer = g.zhou.scope()
                .get(() -> mvc.post()
                        .uri("/targets/shares/" + share + "/readings")
                        .contentType("application/x-www-form-urlencoded")
                        .content("month=2026-10&value=nine&evidence=log+7&note=")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .exchange());
        assertThat(answer).hasStatus(422);
        assertThat(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains("nine")
                .contains("log 7");
    }

    @Test
    void a_value_is_proved_by_a_file_as_well_as_by_words_and_what_is_no_such_file_is_not_taken_for_it() {
        var goal = goal(Method.SUM, 1);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        var wrong = sent(share, 8, new MockMultipartFile("file", "log.pdf", "application/pdf", "no pdf".getBytes()));
        assertThat(wrong).hasStatus(422);
        assertThat(text(wrong)).contains("<a href=\"#f-file\">Files: ");
        assertThat(as(g.zhou, () -> readings.of(goal, share))).isEmpty();
        byte[] pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(sent(share, 8, new MockMultipartFile("file", "meter log 8.pdf", "application/pdf", pdf)))
                .hasStatus(302);
        var told = as(g.zhou, () -> readings.of(goal, share)).getFirst();
        assertThat(told.evidence()).isEqualTo("meter log 8.pdf");
        assertThat(as(g.zhou, () -> readings.files(List.of(told))).get(told.id()))
                .singleElement()
                .satisfies(f -> assertThat(f.name()).isEqualTo("meter log 8.pdf"));
        String path = "/targets/goals/" + goal + "/progress?share=" + share;
        assertThat(page(g.director, path)).contains("meter log 8.pdf", "/documents/");
        assertThat(sent(share, 9)).as("neither words nor a file").hasStatus(422);
    }

    private MvcTestResult sent(ShareId share, int month, MockMultipartFile... files) {
        return g.zhou.scope().get(() -> {
            var request =
                    mvc.post().uri("/targets/shares/" + share + "/readings").multipart();
            for (var file : files) {
                request = request.file(file);
            }
            return request.param("month", YearMonth.of(2026, month).toString())
                    .param("value", "9")
                    .with(SecurityMockMvcRequestPostProcessors.csrf())
                    .exchange();
        });
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void a_value_that_waits_is_on_the_desk_of_who_confirms_it_until_it_is_confirmed() {
        var goal = goal(Method.SUM, 1);
        var share = share(goal, Holder.unit(g.valley), "120", g.zhou);
        long told = tell(g.zhou, goal, share, 9, "9");
        tell(g.zhou, goal, share, 10, "9");
        String waits = as(g.zhou, () -> goals.get(goal).number()) + " · Egret Valley · 2 values wait";
        assertThat(desk(g.director)).contains("Confirm the value of Oct 2026: Use less water", waits);
        assertThat(desk(g.zhou)).as("who told it").doesNotContain(waits);
        assertThat(desk(g.lin)).as("who decides on nothing").doesNotContain(waits);
        as(g.director, () -> readings.confirm(told, 1));
        assertThat(desk(g.director))
                .doesNotContain(waits)
                .contains(as(g.zhou, () -> goals.get(goal).number()) + " · Egret Valley · one value waits");
    }

    private String desk(Person who) {
        return page(who, "/desk");
    }

    private String page(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).exchange();
            assertThat(result).as(path).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        });
    }

    private GoalId goal(Method method, int every) {
        return stage.worked(stage.draft(method, "", 2026, method == Method.OBLIGATION ? null : "120")
                .of(Nature.of(method), "", every));
    }

    private ShareId share(GoalId goal, Holder holder, @Nullable String value, Person signs) {
        return stage.signed(goal, null, holder, value, signs);
    }

    private long tell(Person by, GoalId goal, ShareId share, int month, String value) {
        return stage.tell(by, goal, share, YearMonth.of(2026, month), value);
    }

    private static Reading.Told told(int month, String value) {
        return GoalStage.told(YearMonth.of(2026, month), value);
    }

    private void entered(String statement) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(statement).update()));
    }

    private <T> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }

    private void as(Person person, Runnable step) {
        person.scope().run(step);
    }
}
