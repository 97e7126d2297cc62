package org.verdite.inspections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.Clauses;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;

/// Checklists as versioned data: a group's template, a unit's own additions, and editions that are never changed.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ChecklistsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ClauseKey RECORDS = new ClauseKey("ISO 14001", "2015", "7.5.3");

    @Autowired
    SmallGroup g;

    @Autowired
    Checklists checklists;

    @Autowired
    Criteria criteria;

    @Autowired
    Samples samples;

    @Autowired
    Clauses clauses;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private static <T> T as(Person person, java.util.function.Supplier<T> work) {
        return person.scope().get(work::get);
    }

    private static void does(Person person, Runnable work) {
        person.scope().run(work::run);
    }

    private static String code() {
        return "LIST-" + NUMBER.incrementAndGet();
    }

    private static NewCriterion asks(String code, String question, String because) {
        return NewCriterion.of(code, RECORDS, LocalText.of("en", question))
                .weight(2)
                .because(because)
                .done();
    }

    private int list(Person person, String code, @Nullable Integer standsOn) {
        return as(
                person,
                () -> checklists.begin(new NewChecklist(
                        person == g.zhou ? g.valley : g.group, code, LocalText.of("en", code), standsOn, false)));
    }

    private int listOf(int edition) {
        return number("select checklist_id from inspections.edition where id = " + edition);
    }

    private int versionOf(int edition) {
        return number("select version from inspections.edition where id = " + edition);
    }

    private int number(String sql) {
        return as(
                g.director,
                () -> within.execute(
                        _ -> jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single()));
    }

    private List<String> questions(Person person, int edition) {
        return as(person, () -> criteria.asked(edition)).stream()
                .map(c -> c.code() + " " + c.asks().question().texts().get("en"))
                .toList();
    }

    private int published(String code, String... codes) {
        int edition = list(g.director, code, null);
        does(g.director, () -> {
            for (String one : codes) {
                criteria.put(edition, asks(one, "Is " + one + " kept?", ""), 0);
            }
            checklists.publish(edition, 1, "first");
        });
        return edition;
    }

    @Test
    void the_library_knows_iso_14001_in_two_editions_by_numbers_and_own_words_and_what_continues_what() {
        var editions = as(g.zhou, clauses::editions);
        assertThat(editions)
                .filteredOn(e -> e.code().equals("ISO 14001"))
                .extracting(Clauses.Edition::edition, Clauses.Edition::verified, Clauses.Edition::sample)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026", false, false),
                        org.assertj.core.groups.Tuple.tuple("2015", false, false));
        int newest = editions.stream()
                .filter(e -> e.code().equals("ISO 14001") && e.edition().equals("2026"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(as(g.zhou, () -> clauses.of(newest)))
                .anySatisfy(c -> {
                    assertThat(c.number()).isEqualTo("6.1.5");
                    assertThat(c.before()).containsExactly("6.1.4");
                })
                .anySatisfy(c -> {
                    assertThat(c.number()).isEqualTo("6.3");
                    assertThat(c.before()).as("new in 2026").isEmpty();
                });
    }

    @Test
    void a_sample_of_at_least_sixty_criteria_in_two_languages_becomes_a_unit_s_own_draft() {
        assertThat(as(g.director, samples::all))
                .extracting(file -> file.checklist().code())
                .containsExactly("ENV-ORDER", "EPE-INSPECTION");
        for (var sample : as(g.director, samples::all)) {
            int edition =
                    as(g.director, () -> samples.takeOver(sample.checklist().code(), g.group));
            var asked = as(g.director, () -> criteria.asked(edition));
            assertThat(asked).hasSizeGreaterThanOrEqualTo(60).allSatisfy(c -> {
                assertThat(c.asks().question().texts()).containsKeys("en", "zh");
                assertThat(c.own()).isTrue();
                assertThat(c.asks().clause().standard())
                        .isEqualTo(sample.checklist().code());
            });
            assertThat(asked)
                    .filteredOn(c -> c.asks().answer() == Answer.NUMBER)
                    .hasSizeGreaterThanOrEqualTo(6);
            assertThat(number("select cast(sample as int) from inspections.edition where id = " + edition))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> as(g.director, () -> samples.takeOver("ENV-ORDER", g.group)))
                .as("once at a unit")
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_local_list_adds_changes_and_leaves_out_and_says_why_of_each() {
        int above = published(code(), "A-1", "A-2", "A-3");
        int own = list(g.zhou, code(), listOf(above));
        does(g.zhou, () -> {
            criteria.put(own, asks("V-1", "Is the valley's own pond measured?", ""), 0);
            criteria.put(own, asks("A-2", "Is A-2 kept for ten years?", "The province asks for ten years"), 0);
            criteria.leaveOut(own, "A-3", "There is no smelter here");
        });
        assertThat(questions(g.zhou, own))
                .containsExactly(
                        "A-1 Is A-1 kept?", "A-2 Is A-2 kept for ten years?", "V-1 Is the valley's own pond measured?");
        assertThat(as(g.zhou, () -> criteria.asked(own)))
                .extracting(Criterion::own, Criterion::against, c -> c.asks().because())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, Against.ADDED, ""),
                        org.assertj.core.groups.Tuple.tuple(true, Against.CHANGED, "The province asks for ten years"),
                        org.assertj.core.groups.Tuple.tuple(true, Against.ADDED, ""));
        assertThat(as(g.zhou, () -> criteria.leftOut(own))).containsEntry("A-3", "There is no smelter here");
        does(g.zhou, () -> criteria.askAgain(own, "A-3"));
        assertThat(questions(g.zhou, own)).hasSize(4).contains("A-3 Is A-3 kept?");
        assertThatThrownBy(() -> does(g.zhou, () -> criteria.put(own, asks("A-1", "Other?", ""), 0)))
                .as("a change without why")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> does(g.zhou, () -> criteria.leaveOut(own, "X-9", "not there")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void a_published_edition_stands_and_the_next_is_drafted_from_it_on_what_is_published_above_by_then() {
        int first = published(code(), "B-1");
        int own = list(g.zhou, code(), listOf(first));
        does(g.zhou, () -> {
            criteria.put(own, asks("V-1", "Is it swept?", ""), 0);
            checklists.publish(own, 1, "");
        });
        assertThatThrownBy(() -> does(g.director, () -> criteria.put(first, asks("B-2", "More?", ""), 0)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> number("update inspections.criterion set weight = 5 where edition_id = " + first
                        + " returning weight"))
                .as("not even past the verbs")
                .isInstanceOf(DataAccessException.class);
        int second = as(g.director, () -> checklists.draft(listOf(first)));
        assertThatThrownBy(() -> does(g.director, () -> checklists.draft(listOf(first))))
                .as("one draft at a time")
                .isInstanceOf(Refused.class);
        does(g.director, () -> {
            criteria.put(second, asks("B-2", "Is B-2 kept?", ""), 0);
            checklists.publish(second, 1, "B-2 is new");
        });
        assertThat(number("select replaced_by_id from inspections.edition where id = " + first))
                .isEqualTo(second);
        assertThat(questions(g.zhou, own)).as("stands on what it stood on").hasSize(2);
        int next = as(g.zhou, () -> checklists.draft(listOf(own)));
        assertThat(questions(g.zhou, next)).containsExactly("B-1 Is B-1 kept?", "B-2 Is B-2 kept?", "V-1 Is it swept?");
    }

    @Test
    void who_stands_below_reads_what_is_published_above_and_neither_its_drafts_nor_a_neighbour_s() {
        int open = published(code(), "C-1");
        int drafted = list(g.director, code(), null);
        does(g.director, () -> criteria.put(drafted, asks("D-1", "Not yet?", ""), 0));
        int valley = list(g.zhou, code(), null);
        does(g.zhou, () -> {
            criteria.put(valley, asks("V-1", "Only here?", ""), 0);
            checklists.publish(valley, 1, "");
        });
        assertThat(questions(g.rosa, open)).hasSize(1);
        assertThat(questions(g.rosa, drafted)).isEmpty();
        assertThat(questions(g.rosa, valley)).isEmpty();
        assertThatThrownBy(() -> does(g.zhou, () -> checklists.draft(listOf(open))))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(
                        g.lin,
                        () -> checklists.begin(
                                new NewChecklist(g.valley, code(), LocalText.of("en", "X"), null, false))))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void a_list_takes_another_name_and_two_who_rename_it_lose_nothing() {
        int list = listOf(list(g.director, code(), null));
        does(g.director, () -> checklists.rename(list, 1, LocalText.of("Waste walk", "固废巡查", "en")));
        assertThat(number(
                        "select count(*) from inspections.checklist where version = 2 and name ->> 'zh' = '固废巡查' and id = "
                                + list))
                .isEqualTo(1);
        assertThatThrownBy(() -> does(g.director, () -> checklists.rename(list, 1, LocalText.of("en", "Lost"))))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> does(g.lin, () -> checklists.rename(list, 2, LocalText.of("en", "Not mine"))))
                .as("a draft of a unit above is not there")
                .isInstanceOf(NotHere.class);
    }

    @Test
    void two_who_edit_one_criterion_lose_nothing_and_moving_keeps_the_rest_in_order() {
        int edition = list(g.director, code(), null);
        does(g.director, () -> {
            for (String one : List.of("E-1", "E-2", "E-3")) {
                criteria.put(edition, asks(one, one, ""), 0);
            }
            criteria.put(edition, asks("E-2", "second", ""), 1);
        });
        assertThatThrownBy(() -> does(g.director, () -> criteria.put(edition, asks("E-2", "lost", ""), 1)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> does(g.director, () -> criteria.put(edition, asks("E-3", "twice", ""), 0)))
                .as("a code is given once")
                .isInstanceOf(Conflict.class);
        does(g.director, () -> criteria.move(edition, "E-3", "E-1"));
        assertThat(questions(g.director, edition)).containsExactly("E-3 E-3", "E-1 E-1", "E-2 second");
        does(g.director, () -> criteria.remove(edition, "E-1", 1));
        assertThat(questions(g.director, edition)).containsExactly("E-3 E-3", "E-2 second");
        assertThat(versionOf(edition)).isEqualTo(1);
    }

    @Test
    void a_list_that_asks_nothing_is_not_published_and_a_withdrawn_one_says_why() {
        int edition = list(g.director, code(), null);
        assertThatThrownBy(() -> does(g.director, () -> checklists.publish(edition, 1, "")))
                .isInstanceOf(Refused.class);
        does(g.director, () -> {
            criteria.put(edition, asks("F-1", "Is it?", ""), 0);
            checklists.publish(edition, 1, "");
        });
        assertThatThrownBy(() -> does(g.director, () -> checklists.withdraw(edition, 2, " ")))
                .isInstanceOf(Invalid.class);
        does(g.director, () -> checklists.withdraw(edition, 2, "The regulation was repealed"));
        assertThat(questions(g.director, edition)).as("and it stays").hasSize(1);
    }

    @Test
    void a_list_goes_out_as_a_file_and_comes_back_the_same_and_what_a_file_cannot_say_is_named_by_its_place() {
        int edition = as(g.zhou, () -> samples.takeOver("EPE-INSPECTION", g.valley));
        var asked = as(g.zhou, () -> criteria.asked(edition));
        byte[] written = ChecklistFile.write("EPE-INSPECTION", LocalText.of("en", "Inspection"), asked);
        assertThat(ChecklistFile.read(written).asks())
                .containsExactlyElementsOf(asked.stream().map(Criterion::asks).toList());
        assertThat(problems("checklist: {code: X, name: {en: X}}\ncriteria:\n  - {code: A, clause: '1'}\n"))
                .containsExactly("criteria[0].question ui.form.required", "criteria[0].standard ui.form.required");
        assertThat(problems("checklist: {code: X, name: {en: X}}\ncriteria:\n  - {code: A, weigth: 3}\n"))
                .as("a word nobody knows, with its line")
                .containsExactly("file inspections.file.unreadable");
        assertThat(problems("a: [1, 2")).containsExactly("file inspections.file.unreadable");
        var wrong = NewCriterion.of("G-1", new ClauseKey("ISO 14001", "2015", "99"), LocalText.of("en", "?"))
                .limit(new NumberLimit("m", NumberLimit.Bound.RANGE, new BigDecimal("2"), new BigDecimal("1")))
                .sites(Set.of("MOON"))
                .done();
        assertThatThrownBy(() -> does(g.zhou, () -> criteria.replace(edition, List.of(asks("G-0", "ok", ""), wrong))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .extracting(Invalid.Problem::field)
                                .containsExactly("criteria[1].limit", "criteria[1].sites", "criteria[1].clause"));
        assertThat(as(g.zhou, () -> criteria.asked(edition)))
                .as("nothing was changed")
                .hasSameSizeAs(asked);
    }

    private static List<String> problems(String yaml) {
        try {
            ChecklistFile.read(yaml.getBytes(StandardCharsets.UTF_8));
            return List.of();
        } catch (Invalid e) {
            return e.problems().stream().map(p -> p.field() + " " + p.key()).toList();
        }
    }
}
