package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.roster.Judged;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.organisation.roster.Roster;
import org.verdite.organisation.roster.Rosters;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// The organisation as a file: judged line by line, taken in as a whole or not at all.
class RosterTests extends OrganisationTest {

    @Autowired
    Rosters rosters;

    @Autowired
    Contractors contractors;

    @Autowired
    MessageSource messages;

    @Autowired
    TransactionTemplate transaction;

    private Roster bring(int account, String name, byte[] bytes) {
        return scopeOf(account).get(() -> rosters.bring(homeOf(account), name, new ByteArrayInputStream(bytes)));
    }

    private UnitId homeOf(int account) {
        return new UnitId(java.util.Objects.requireNonNull(grants.holder(account))
                .grants()
                .getFirst()
                .unit());
    }

    private Roster csv(int account, String text) {
        return bring(account, "list.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private void take(int account, Roster roster) {
        scopeOf(account).run(() -> rosters.take(roster.id()));
    }

    private static Judged line(Roster roster, String key) {
        return roster.judged().stream()
                .filter(j -> j.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> why(Roster roster, String key) {
        return line(roster, key).problems().stream()
                .map(p -> p.cell() + " " + p.key())
                .toList();
    }

    /// Each sheet is a name, then rows of cells.
    private static byte[] workbook(Object... sheets) {
        try (var book = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            for (int i = 0; i < sheets.length; i += 2) {
                var sheet = book.createSheet((String) sheets[i]);
                var rows = (String[][]) sheets[i + 1];
                for (int r = 0; r < rows.length; r++) {
                    var row = sheet.createRow(r);
                    for (int c = 0; c < rows[r].length; c++) {
                        if (rows[r][c].startsWith("=")) {
                            row.createCell(c).setCellFormula(rows[r][c].substring(1));
                        } else if (!rows[r][c].isEmpty()) {
                            row.createCell(c).setCellValue(rows[r][c]);
                        }
                    }
                }
            }
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int count(String sql) {
        return system(() -> transaction.execute(
                _ -> jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single()));
    }

    @Test
    void aWholeSubsidiaryComesInAtOnceAndTheSameFileAgainChangesNothing() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        String up = code(home);
        int n = next();
        byte[] file = workbook(
                "单位",
                new String[][] {
                    {"编码 *", "中文名称", "类别", "上级单位", "设立日期"},
                    {"B" + n, "白鹭谷车间", "工段", "A" + n, "2024-01-01"},
                    {},
                    {"Ａ" + n, "白鹭谷铜矿", "SITE", up, "２０２４-01-01"}
                },
                "Sites",
                new String[][] {
                    {"Code", "Unit", "Name", "Kind", "Country", "Time zone", "Latitude", "Longitude", "Colour"},
                    {"S" + n, "A" + n, "Egret Valley", "Mine", "CN", "Asia/Shanghai", "26.1", "101.2", "green"}
                },
                "Posts",
                new String[][] {
                    {"Code", "Unit", "Kind", "Title", "Superior post"},
                    {"O" + n, "B" + n, "Environment, full time", "Officer", "M" + n},
                    {"M" + n, "A" + n, "MANAGER", "Manager", ""}
                },
                "人员",
                new String[][] {
                    {"工号", "所属单位", "中文名称", "电子邮箱", "用工单位", "用工起始日期"},
                    {"E" + n, "B" + n, "沈睿", "e" + n + "@example.org", "EMPLOYEE", "2024/3/1"}
                },
                "Appointments",
                new String[][] {{"Employee number", "Post", "First day"}, {"E" + n, "O" + n, "2024-03-01"}});
        var judged = bring(director, "all.xlsx", file);
        assertThat(judged.judged())
                .allSatisfy(j -> assertThat(j.verdict()).as(j + "").isEqualTo(Verdict.NEW));
        assertThat(judged.unknown()).containsExactly("Sites!I1 Colour");
        assertThat(count("select count(*) from organisation.unit where code = 'A" + n + "'"))
                .as("a trial leaves nothing")
                .isZero();
        take(director, judged);
        assertThat(count(
                        "select count(*) from organisation.appointment a join organisation.person p on p.id = a.person_id"
                                + " where p.code = 'E" + n + "' and a.valid_from = date '2024-03-01'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from organisation.roster where id = " + judged.id()
                        + " and state = 'TAKEN' and content is null"))
                .as("what the file said of people is forgotten")
                .isEqualTo(1);
        var again = bring(director, "all.xlsx", file);
        assertThat(again.judged())
                .allSatisfy(j -> assertThat(j.verdict()).as(j + "").isEqualTo(Verdict.SAME));
        assertThatThrownBy(() -> take(director, again))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.roster.refused.nothing");
    }

    private String code(UnitId unit) {
        return system(() -> transaction.execute(_ -> jdbc.sql("select code from organisation.unit where id = :id")
                .param("id", unit.value())
                .query((rs, _) -> rs.getString(1))
                .single()));
    }

    @Test
    void everyWrongLineIsNamedAndNothingIsHalfApplied() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        String up = code(home);
        int n = next();
        var judged = bring(
                director,
                "wrong.xlsx",
                workbook(
                        "Units",
                        new String[][] {
                            {"Code", "Name", "Kind", "Unit above", "Opened on", "Closed from"},
                            {"GOOD-" + n, "Good", "SECTION", up, "2024-01-01", ""},
                            {"LOST-" + n, "Lost", "SECTION", "NOWHERE-" + n, "2024-01-01", ""},
                            {"BELOW-" + n, "Below", "TEAM", "LOST-" + n, "2024-01-01", ""},
                            {"X-" + n, "X", "SECTION", "Y-" + n, "2024-01-01", ""},
                            {"Y-" + n, "Y", "SECTION", "X-" + n, "2024-01-01", ""},
                            {"EARLY-" + n, "Early", "SECTION", up, "2024-01-01", "2023-01-01"},
                            {"SUM-" + n, "=1+1", "SECTION", up, "2024-01-01", ""},
                            {"ODD-" + n, "Odd", "PALACE", up, "yesterday", ""}
                        },
                        "People",
                        new String[][] {
                            {"Employee number", "Unit", "Name", "E-mail"},
                            {"D" + n, up, "One", "d" + n + "@example.org"},
                            {"D" + n, up, "Two", "d" + n + "b@example.org"},
                            {"F" + n, up, "Three", "f" + n + "@example.org"},
                            {"G" + n, up, "Four", "F" + n + "@EXAMPLE.org"},
                            {"", up, "Nobody", ""}
                        }));
        assertThat(line(judged, "GOOD-" + n).verdict()).isEqualTo(Verdict.NEW);
        assertThat(why(judged, "LOST-" + n)).containsExactly("Units!D3 organisation.roster.noUnit");
        assertThat(why(judged, "BELOW-" + n)).containsExactly("Units!D4 organisation.roster.noUnit");
        assertThat(why(judged, "X-" + n)).containsExactly("Units!D5 organisation.roster.circle");
        assertThat(why(judged, "Y-" + n)).containsExactly("Units!D6 organisation.roster.circle");
        assertThat(why(judged, "EARLY-" + n)).containsExactly("Units!F7 organisation.invalid.beforeOpened");
        assertThat(why(judged, "SUM-" + n)).containsExactly("Units!B8 organisation.roster.formula");
        assertThat(why(judged, "ODD-" + n))
                .containsExactly("Units!C9 organisation.roster.oneOf", "Units!E9 organisation.roster.date");
        assertThat(judged.judged().stream().filter(j -> j.key().equals("D" + n)))
                .hasSize(2)
                .allSatisfy(j -> assertThat(j.problems())
                        .singleElement()
                        .satisfies(p -> assertThat(p.args()).containsExactly("D" + n, "People!2")));
        assertThat(why(judged, "G" + n)).containsExactly("People!D5 organisation.roster.sameEmail");
        assertThat(why(judged, "")).containsExactly("People!A6 ui.form.required");
        for (Judged j : judged.judged()) {
            for (var problem : j.problems()) {
                for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                    assertThat(messages.getMessage(problem.key(), problem.args().toArray(), locale))
                            .isNotBlank();
                }
            }
        }
        assertThatThrownBy(() -> take(director, judged)).isInstanceOf(Refused.class);
        assertThat(count("select count(*) from organisation.unit where code = 'GOOD-" + n + "'"))
                .isZero();
    }

    @Test
    void allThatIsWrongWithALineIsToldAtOnceWithWhatStandsThereAndWhatIsTaken() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        int n = next();
        var judged = bring(
                director,
                "many.xlsx",
                workbook(
                        "People",
                        new String[][] {
                            {"Employee number", "Unit", "Name", "E-mail", "Works for", "Contractor"},
                            {"M" + n, "NOPE-" + n, "One", "not-an-email", "nobody", "C-NOPE-" + n},
                            {"T" + n, code(home), "Two", "twice@example.org", "", ""},
                            {"T" + n, code(home), "", "also-none", "", ""}
                        },
                        "Appointments",
                        new String[][] {
                            {"Employee number", "Post", "First day", "As a substitute"},
                            {"L" + n, "NO-POST", "01/02/2026", "Maybe"}
                        }));
        assertThat(why(judged, "M" + n))
                .containsExactlyInAnyOrder(
                        "People!E2 organisation.roster.oneOf",
                        "People!B2 organisation.roster.noUnit",
                        "People!D2 organisation.invalid.email",
                        "People!F2 organisation.invalid.contractor",
                        "People!2 ui.form.required");
        assertThat(judged.judged().stream()
                        .filter(j -> j.key().equals("T" + n) && j.cell().endsWith("4"))
                        .flatMap(j -> j.problems().stream())
                        .map(p -> p.cell() + " " + p.key()))
                .as("also what else is wrong with a line that stands twice")
                .containsExactly(
                        "People!A4 organisation.roster.twice",
                        "People!C4 ui.form.required",
                        "People!D4 organisation.invalid.email");
        assertThat(why(judged, "L" + n + " · NO-POST · 01/02/2026"))
                .containsExactlyInAnyOrder(
                        "Appointments!D2 organisation.roster.oneOf",
                        "Appointments!C2 organisation.roster.date",
                        "Appointments!A2 organisation.roster.noPerson",
                        "Appointments!B2 organisation.roster.noPost");
        var kind = line(judged, "M" + n).problems().getFirst();
        assertThat(kind.column()).isEqualTo("employment");
        assertThat(kind.value()).isEqualTo("nobody");
        assertThat(kind.args()).containsExactly("EMPLOYEE, CONTRACTOR, EXTERNAL");
        var session = signIn(director);
        assertThat(mvc.get()
                        .uri("/organisation/rosters/" + judged.id())
                        .session(session)
                        .header("Accept-Language", "en"))
                .bodyText()
                .contains("People, line 2", "Works for", "“nobody”", "One of: EMPLOYEE (");
        assertThat(mvc.get().uri("/api/organisation/rosters/" + judged.id()).session(session))
                .bodyText()
                .contains("\"column\":\"email\",\"value\":\"not-an-email\"");
    }

    @Test
    void aNewLineShowsWhatItBringsAndADayFarAheadIsWarnedOf() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        int n = next();
        var judged = csv(
                director,
                "Code,Name,Kind,Unit above,Opened on\nFAR-" + n + ",Far away,SECTION," + code(home) + ",2200/1/1\nNEAR-"
                        + n + ",Near,SECTION," + code(home) + ",2028-03-02\nIN-" + n + ",Inner,TEAM,NEAR-" + n
                        + ",2028-03-02\n");
        assertThat(line(judged, "FAR-" + n).changes())
                .contains(
                        new Judged.Change("name.en", "", "Far away"),
                        new Judged.Change("kind", "", "SECTION"),
                        new Judged.Change("parent", "", code(home)),
                        new Judged.Change("opened", "", "2200-01-01"));
        assertThat(line(judged, "FAR-" + n).notes())
                .singleElement()
                .satisfies(note ->
                        assertThat(note.cell() + " " + note.key()).isEqualTo("UNITS!E2 organisation.roster.farAhead"));
        assertThat(line(judged, "NEAR-" + n).notes()).as("two years to the day").isEmpty();
        assertThat(judged.ready()).as("odd, but not wrong").isTrue();
        assertThat(mvc.get()
                        .uri("/organisation/rosters/" + judged.id())
                        .session(signIn(director))
                        .header("Accept-Language", "en"))
                .bodyText()
                .contains(
                        "Far away",
                        "Section",
                        "Unit " + code(home).substring(2),
                        "1 Jan 2200",
                        "Near (NEAR-" + n + ")");
    }

    @Test
    void aSecondFileLeavesTheReportOfTheFirstAndThePageAsksWhatIsToBecomeOfIt() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        int n = next();
        String head = "Employee number,Unit,Name\n";
        var first = bring(director, "first.csv", (head + "A" + n + ",NOPE,Anna\n").getBytes(StandardCharsets.UTF_8));
        var session = signIn(director);
        String mine = first.by().texts().values().iterator().next();
        String waits = "first.csv, brought by " + mine + " on 2 Mar 2026";
        assertThat(page(session, "")).bodyText().contains(waits, "Look at it: 1 wrong");
        var second = bring(
                director,
                "second.csv",
                (head + "A" + n + "," + code(home) + ",Anna\n").getBytes(StandardCharsets.UTF_8));
        assertThat(why(scopeOf(director).get(() -> rosters.find(first.id())), "A" + n))
                .containsExactly("PEOPLE!B2 organisation.roster.noUnit");
        assertThat(page(session, "/" + second.id())).bodyText().contains(waits, "Look at it: 1 wrong");
        assertThat(page(session, "")).bodyText().contains("2 files of yours still wait", "first.csv", "second.csv");
        take(director, second);
        assertThat(scopeOf(director).get(() -> rosters.find(first.id())).state())
                .isEqualTo(Roster.State.JUDGED);
        for (int i = 0; i < 4; i++) {
            csv(director, head + "A" + n + ",NOPE,Anna\n");
        }
        assertThatThrownBy(() -> csv(director, head + "A" + n + ",NOPE,Anna\n"))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.roster.refused.waiting");
    }

    @Test
    void aChangeIsToldAndAMoveAsksForItsDay() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        var a = unit(home);
        var b = unit(home);
        var undated = csv(director, "Code,Name,Kind,Unit above\n" + code(a) + ",Renamed,SUBSIDIARY," + code(b) + "\n");
        assertThat(why(undated, code(a))).containsExactly("UNITS!2 organisation.roster.moveDay");
        var dated = csv(
                director,
                "Code,Name,Kind,Unit above,Change holds from\n" + code(a) + ",Renamed,SUBSIDIARY," + code(b)
                        + ",2026-02-01\n");
        assertThat(line(dated, code(a)).changes())
                .containsExactly(
                        new Judged.Change("name.en", "Unit " + code(a).substring(2), "Renamed"),
                        new Judged.Change("parent", code(home), code(b)));
        take(director, dated);
        assertThat(system(() -> trees.on(LocalDate.of(2026, 2, 1)).node(a.value()))
                        .parent())
                .isEqualTo(b.value());
        assertThat(system(() -> trees.on(LocalDate.of(2026, 1, 31)).node(a.value()))
                        .parent())
                .isEqualTo(home.value());
        var ring = csv(
                director,
                "Code,Kind,Unit above,Change holds from\n" + code(b) + ",SUBSIDIARY," + code(a) + ",2026-03-01\n");
        assertThat(why(ring, code(b))).containsExactly("UNITS!2 organisation.refused.circle");
    }

    @Test
    void whatChangedSinceItWasJudgedIsJudgedAnewInsteadOfTaken() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        int n = next();
        var judged = csv(director, "工号,所属单位,中文名称\nK" + n + "," + code(home) + ",张三\n");
        assertThat(judged.ready()).isTrue();
        system(() -> people.add(new NewPerson(home, "K" + n, LocalText.of("zh", "李四"), "")));
        assertThatThrownBy(() -> take(director, judged))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.roster.refused.otherwise");
        var anew = scopeOf(director).get(() -> rosters.find(judged.id()));
        assertThat(line(anew, "K" + n).changes()).containsExactly(new Judged.Change("name.zh", "李四", "张三"));
        take(director, anew);
        assertThatThrownBy(() -> take(director, anew)).isInstanceOf(Refused.class);
    }

    @Test
    void aRowOutsideOfWhatSomebodyKeepsIsRefusedByNameAndOnlyWhoBroughtAFileSeesIt() {
        var home = unit(top);
        var other = unit(top);
        int director = account(Role.DIRECTOR, home);
        int manager = account(Role.SITE_MANAGER, home);
        int n = next();
        var judged = csv(
                director,
                "Code,Name,Kind,Unit above,Opened on\nI" + n + ",In,TEAM," + code(home) + ",2024-01-01\nO" + n
                        + ",Out,TEAM," + code(other) + ",2024-01-01\n");
        assertThat(line(judged, "I" + n).verdict()).isEqualTo(Verdict.NEW);
        assertThat(line(judged, "O" + n).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.args()).containsExactly(code(other)));
        assertThatThrownBy(() -> csv(manager, "Code,Kind\nX,TEAM\n"))
                .isInstanceOf(org.verdite.shared.NotPermitted.class);
        system(() -> {
            accounts.grant(director, Role.OFFICER, other, START, null);
            return true;
        });
        assertThat(why(
                        csv(
                                director,
                                "Code,Name,Kind,Unit above,Opened on\nO" + n + ",Out,PALACE," + code(other)
                                        + ",2024-01-01\n"),
                        "O" + n))
                .as("told beside what else is wrong")
                .containsExactly("UNITS!C2 organisation.roster.oneOf", "UNITS!D2 organisation.roster.notPermitted");
        int colleague = account(Role.DIRECTOR, home);
        assertThatThrownBy(() -> scopeOf(colleague).get(() -> rosters.find(judged.id())))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void whatStandsGoesOutAndComesInAgainAsTheSame() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        site(home);
        var below = unit(home);
        int n = next();
        system(() -> {
            posts.establish(new NewPosition("RT-" + n, below, "MANAGER", LocalText.of("Head", "负责人", "en"), null));
            posts.establish(new NewPosition("RS-" + n, below, "STAFF", LocalText.of("zh", "=职员"), "RT-" + n));
            int company = contractors.add(home, "RC-" + n, LocalText.of("en", "Company"), "CN");
            var person = people.add(new NewPerson(below, "RP-" + n, LocalText.of("en", "A"), "", "+86 138 0000"));
            contractors.worker(person, company, START, null);
            posts.appoint(person, "RS-" + n, START, LocalDate.of(2027, 1, 1), true);
            return person;
        });
        var session = signIn(director);
        for (String language : List.of("en", "zh-CN")) {
            var judged = bring(director, "present.xlsx", download(session, "present", language));
            assertThat(judged.lines()).isGreaterThanOrEqualTo(7);
            assertThat(judged.judged())
                    .allSatisfy(j -> assertThat(j.verdict()).as(j + "").isEqualTo(Verdict.SAME));
        }
        String text =
                new String(download(session, "present?sheet=PEOPLE", "zh-CN"), StandardCharsets.UTF_8).substring(1);
        assertThat(text).contains("工号", "+86 138 0000");
        var gb = bring(director, "people.csv", text.getBytes(Charset.forName("GB18030")));
        assertThat(gb.count(Verdict.SAME)).isEqualTo(gb.lines());
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult page(MockHttpSession session, String which) {
        return mvc.get()
                .uri("/organisation/rosters" + which)
                .session(session)
                .header("Accept-Language", "en")
                .exchange();
    }

    private byte[] download(MockHttpSession session, String what, String language) {
        var answer = mvc.get()
                .uri("/organisation/rosters/" + what)
                .session(session)
                .header("Accept-Language", language)
                .exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    @Test
    void fiveThousandLinesAreJudgedAsOneFile() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        int n = next();
        String up = code(home);
        var text = new StringBuilder("Employee number,Unit,Name\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("Q%d-%04d,%s,Person %d%n".formatted(n, i, up, i));
        }
        system(() -> transaction.execute(
                _ -> jdbc.sql("""
                        insert into organisation.person (unit_id, code, name)
                        select :unit, 'Q' || :n || '-' || lpad(i::text, 4, '0'), jsonb_build_object('_', 'en', 'en', 'Person ' || i)
                        from generate_series(0, 4999) i""").param("unit", home.value()).param("n", n).update()));
        var judged = csv(director, text.toString());
        assertThat(judged.count(Verdict.SAME)).isEqualTo(5_000);
    }

    @Test
    void whatIsNoTableIsRefusedWithASentence() {
        int director = account(Role.DIRECTOR, unit(top));
        for (byte[] bytes : List.of(
                new byte[] {1, 0, 2, 0},
                "PK\3\4 broken".getBytes(StandardCharsets.UTF_8),
                "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8),
                workbook("Other", new String[][] {{"Code"}, {"X"}}),
                new byte[0])) {
            assertThatThrownBy(() -> bring(director, "x", bytes)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void thePageShowsWhatWouldComeOfAFileAndTakesItIn() {
        var home = unit(top);
        int director = account(Role.DIRECTOR, home);
        var session = signIn(director);
        int n = next();
        String text = "Employee number,Unit,Name\nW" + n + "," + code(home) + ",Wang\n";
        var sent = mvc.post()
                .uri("/organisation/rosters")
                .multipart()
                .file(new MockMultipartFile("file", "w.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                .session(session)
                .with(csrf())
                .exchange();
        String page = sent.getResponse().getRedirectedUrl();
        assertThat(page).startsWith("/organisation/rosters/");
        for (String language : List.of("en", "zh-CN")) {
            assertThat(mvc.get().uri(page).session(session).header("Accept-Language", language))
                    .hasStatusOk()
                    .bodyText()
                    .contains("W" + n, language.equals("en") ? "Take in 1 changes" : "导入 1 项变更");
        }
        mvc.post().uri(page).session(session).with(csrf()).param("step", "take").exchange();
        assertThat(count("select count(*) from organisation.person where code = 'W" + n + "'"))
                .isEqualTo(1);
        assertThat(mvc.get().uri("/organisation/rosters").session(session)).hasStatusOk();
        assertThat(mvc.get().uri("/organisation/rosters/template").session(session))
                .hasStatusOk();
        assertThat(mvc.get()
                        .uri("/api/organisation/rosters/present?sheet=UNITS")
                        .session(session))
                .hasStatusOk();
    }
}
