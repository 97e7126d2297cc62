package org.verdite.rectification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Clause;
import org.verdite.rectification.Corrections;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Repeats;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.Verification;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class LedgerTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Clause LABELS = new Clause("HJ 1259", "2022", "5.1");

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Repeats repeats;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Evidence evidence;

    @Autowired
    Ledger ledger;

    @Autowired
    ItemQueries queries;

    @Autowired
    Frames frames;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void on_a_day_in_november() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private Texts english() {
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(Locale.ENGLISH);
        return frames.texts(request);
    }

    private ItemId minor(String title) {
        return g.lin.scope()
                .get(() -> items.open(NewItem.of(g.section, title, Severity.LOW, "WASTE", LocalDate.parse("2026-11-18"))
                        .carriedBy(g.lin.id())
                        .against(LABELS)));
    }

    private ItemId verified(ItemId id) {
        g.lin.scope().run(() -> {
            evidence.keep(
                    new ByteArrayInputStream(new byte[] {7, (byte) NUMBER.incrementAndGet()}),
                    "after.txt",
                    "text/plain",
                    g.section,
                    new Origin("rectification", "item", id.toString(), "Item", "/rectification/items/" + id),
                    "after");
            corrections.correctOnTheSpot(id, "Labelled.");
        });
        g.he.scope().run(() -> verification.verify(id, "", null));
        return id;
    }

    private int rows(String... filters) {
        var values = new HashMap<String, String>();
        values.put("view", "all");
        for (int i = 0; i < filters.length; i += 2) {
            values.put(filters[i], filters[i + 1]);
        }
        var asked = new Filters("/rectification", Map.copyOf(values));
        var t = english();
        return (int) Page.all(asked, f -> queries.list(f, t)).count();
    }

    private void each(List<Ledger.Line> lines, String narrowed, String period) {
        for (var line : lines) {
            String word = narrowed.equals("opened") ? line.key() : period;
            for (var figure : Map.of(
                            "found", line.found(),
                            "verified", line.verified(),
                            "intime", line.inTime(),
                            "repeated", line.repeats(),
                            "judged", line.judged(),
                            "ineffective", line.ineffective())
                    .entrySet()) {
                assertThat(rows("opened", word, narrowed, line.key(), "stage", figure.getKey()))
                        .as(narrowed + " " + line.key() + " " + figure.getKey())
                        .isEqualTo(figure.getValue());
            }
        }
    }

    @Test
    void every_figure_opens_exactly_the_rows_it_counts_and_nobody_counts_what_they_do_not_see() {
        var first = verified(minor("Labels missing on the drums of bay one"));
        g.clock.plusDays(40);
        var again = g.lin.scope()
                .get(() -> items.open(NewItem.of(
                                g.section,
                                "Labels missing on the drums of bay one",
                                Severity.LOW,
                                "WASTE",
                                LocalDate.parse("2026-12-28"))
                        .against(LABELS)));
        g.lin.scope().run(() -> repeats.link(again, first));
        g.he.scope().run(() -> verification.findIneffective(first, "No label again."));
        g.lin.scope().run(() -> {
            var t = english();
            var f = ledger.figures(new Filters("/rectification/figures", Map.of("opened", "2026")), t);
            assertThat(f.clauses())
                    .filteredOn(l -> l.key().equals("HJ 1259|2022|5.1"))
                    .singleElement()
                    .satisfies(l -> {
                        assertThat(l.found()).isGreaterThanOrEqualTo(2);
                        assertThat(l.ineffective()).isPositive();
                        assertThat(l.repeats()).isPositive();
                    });
            each(f.clauses(), "clause", "2026");
            each(f.months(), "opened", "2026");
            each(f.units(), "at", "2026");
            each(f.causes(), "cause", "2026");
            each(List.of(f.all().of("2026")), "opened", "2026");
            for (var age : f.ages()) {
                assertThat(rows("view", "open", "age", age.key())).as(age.key()).isEqualTo(age.found());
            }
        });
        Scope.system("test").run(() -> {
            var f = ledger.figures(new Filters("/rectification/figures", Map.of("opened", "2026")), english());
            each(List.of(f.all().of("2026")), "opened", "2026");
            each(f.units(), "at", "2026");
        });
        g.rosa.scope().run(() -> {
            var f = ledger.figures(new Filters("/rectification/figures", Map.of("opened", "2026")), english());
            assertThat(f.clauses()).noneMatch(l -> l.key().startsWith("HJ 1259"));
            assertThat(f.units()).noneMatch(l -> l.key().equals(g.section.toString()));
        });
    }

    @Test
    void the_board_the_figures_and_the_views_are_pages_and_a_wrong_filter_is_refused() {
        minor("Labels missing in bay two");
        for (String path : List.of(
                "/rectification/board",
                "/rectification/board?severity=LOW",
                "/rectification/figures?opened=2026",
                "/rectification/figures?opened=2026-11",
                "/rectification?view=unit",
                "/rectification?view=repeat",
                "/rectification?view=open&age=0-30",
                "/rectification/assign")) {
            var page = g.lin.scope()
                    .get(() -> mvc.get().uri(path).with(user("test")).exchange());
            assertThat(page).as(path).hasStatusOk();
        }
        assertThat(g.lin.scope()
                        .get(() -> mvc.get()
                                .uri("/rectification?view=unit&clause={c}", "HJ 1259|2022|5.1")
                                .with(user("test"))
                                .exchange()))
                .bodyText()
                .contains("Labels missing in bay two");
        for (String wrong : List.of(
                "opened=26", "age=old", "clause=x", "at=x", "severity=HIGH", "state=ENDED", "nature=x", "source=X")) {
            var page = g.lin.scope()
                    .get(() -> mvc.get()
                            .uri("/api/rectification/items?" + wrong)
                            .with(user("test"))
                            .exchange());
            assertThat(page).as(wrong).hasStatus(422);
        }
    }

    @Test
    void a_section_is_named_with_its_site_and_a_site_alone() {
        minor("Lids left open");
        for (var line : g.lin.scope()
                .get(() -> ledger.figures(new Filters("", Map.of("opened", "2026")), english()))
                .units()) {
            assertThat(line.name())
                    .isEqualTo(
                            line.key().equals(String.valueOf(g.section.value()))
                                    ? "Water section · Egret Valley"
                                    : "Egret Valley");
        }
        assertThat(g.lin.scope()
                        .get(() -> mvc.get()
                                .uri("/rectification?view=all&at=" + g.section.value())
                                .header("Accept-Language", "zh-CN")
                                .with(user("test"))
                                .exchange()))
                .bodyText()
                .contains("Egret Valley（中） · Water section（中）");
    }

    @Test
    void the_register_holds_a_row_for_each_item_with_who_answers_for_it_and_by_when() throws Exception {
        verified(minor("Labels missing in bay three"));
        var file = g.zhou.scope()
                .get(() -> mvc.get()
                        .uri("/rectification/register/export?view=all&clause={c}&lang=en", "HJ 1259|2022|5.1")
                        .with(user("test"))
                        .exchange());
        assertThat(file).hasStatusOk();
        try (var book =
                new XSSFWorkbook(new ByteArrayInputStream(file.getResponse().getContentAsByteArray()))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getLastCellNum()).isEqualTo((short) 24);
            assertThat(sheet)
                    .anySatisfy(row ->
                            assertThat(row.getCell(5).getStringCellValue()).isEqualTo("Labels missing in bay three"));
            assertThat(sheet.getRow(1).getCell(7).getStringCellValue()).isEqualTo("HJ 1259:2022 5.1");
        }
    }

    @Test
    void one_owner_is_chosen_for_several_items_and_what_is_refused_leaves_the_others_done() {
        var one = minor("Labels missing in bay four");
        var two = verified(minor("Labels missing in bay five"));
        var answer = g.zhou.scope()
                .get(() -> mvc.post()
                        .uri("/api/rectification/items/assign")
                        .with(user("test"))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"items\":[%s,%s],\"owner\":%s}".formatted(one, two, g.xu.id()))
                        .exchange());
        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .contains("\"item\":" + one + ",", "\"assigned\":true", "rectification.refused.ASSIGN");
        assertThatThrownBy(() -> g.rosa.scope().run(() -> items.today(one))).isInstanceOf(NotHere.class);
        var foreign = g.rosa.scope()
                .get(() -> mvc.post()
                        .uri("/rectification/assign")
                        .with(user("test"))
                        .with(csrf())
                        .param("item", one.toString())
                        .param("owner", g.rosa.id().toString())
                        .exchange());
        assertThat(foreign).hasStatus(404);
        var page = g.zhou.scope()
                .get(() -> mvc.post()
                        .uri("/rectification/assign")
                        .with(user("test"))
                        .with(csrf())
                        .param("item", one.toString())
                        .param("owner", g.lin.id().toString())
                        .exchange());
        assertThat(page).hasStatusOk().bodyText().contains("1 item assigned");
    }
}
