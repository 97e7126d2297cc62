package org.verdite.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.verdite.assessments.Assessments;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.NewCertificate;
import org.verdite.assessments.NewPlan;
import org.verdite.assessments.NewRecognition;
import org.verdite.assessments.NewRecognition.Level;
import org.verdite.assessments.NewRecognition.Scheme;
import org.verdite.assessments.NewResult;
import org.verdite.assessments.NewResult.Outcome;
import org.verdite.assessments.Recognitions;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.targets.NewTarget;
import org.verdite.targets.NewTarget.Direction;
import org.verdite.targets.Targets;

/// A small group whose published series equals the one the page was made for: 38 to 40 sites, three years of money.
/// Everything is entered through the rooms' verbs, on days the test sets.
public class FixtureGroup {

    /// A clock that stands where a test puts it.
    public static final class SetClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2020-12-31T02:00:00Z"));

        public void to(String day) {
            now.set(LocalDate.parse(day).atTime(10, 0).toInstant(ZoneOffset.ofHours(8)));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @TestConfiguration
    public static class Setting {
        @Bean
        @Primary
        SetClock setClock() {
            return new SetClock();
        }

        @Bean
        FixtureGroup fixtureGroup(
                Units units,
                Sites places,
                People people,
                Accounts accounts,
                Ledger ledger,
                Certificates certificates,
                Recognitions recognitions,
                Assessments assessments,
                Targets targets) {
            return new FixtureGroup(
                    units, places, people, accounts, ledger, certificates, recognitions, assessments, targets);
        }
    }

    public static final String PASSWORD = "a long enough password";
    private static final List<String> KINDS = kinds();

    private final Units units;
    private final Sites places;
    private final People people;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Certificates certificates;
    private final Recognitions recognitions;
    private final Assessments assessments;
    private final Targets targets;
    private final List<SiteId> sites = new ArrayList<>();
    private final List<CertificateId> held = new ArrayList<>();
    private UnitId group = new UnitId(0);
    private long line20Million;

    FixtureGroup(
            Units units,
            Sites places,
            People people,
            Accounts accounts,
            Ledger ledger,
            Certificates certificates,
            Recognitions recognitions,
            Assessments assessments,
            Targets targets) {
        this.units = units;
        this.places = places;
        this.people = people;
        this.accounts = accounts;
        this.ledger = ledger;
        this.certificates = certificates;
        this.recognitions = recognitions;
        this.assessments = assessments;
        this.targets = targets;
    }

    private static List<String> kinds() {
        var kinds = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            kinds.add(i < 26 ? "MINE" : i < 33 ? "SMELTER" : "PROCESSING");
        }
        return kinds;
    }

    public UnitId group() {
        return group;
    }

    /// The 39th site's certificate covers it alone.
    public CertificateId certificateOf39th() {
        return held.get(38);
    }

    public SiteId site(int number) {
        return sites.get(number - 1);
    }

    /// The whole history, recorded on the days it happened.
    public void enter(SetClock clock) {
        clock.to("2020-01-02");
        group = units.open(
                new NewUnit("LM", LocalText.of("Lucid Mountain", "澄山", "en"), "GROUP", null, LocalDate.of(2020, 1, 1)));
        for (int i = 0; i < 38; i++) {
            sites.add(site(i, LocalDate.of(2020, 1, 1)));
        }
        promises();
        certify(0, 19, "2019-06-01", "2025-05-31");
        results(0);
        clock.to("2020-12-30");
        spend(2020, "1092000000");
        clock.to("2021-03-01");
        sites.add(site(38, LocalDate.of(2021, 3, 1)));
        sites.add(site(39, LocalDate.of(2021, 3, 1)));
        clock.to("2021-09-01");
        certify(19, 35, "2021-08-01", "2027-07-31");
        lists();
        clock.to("2021-12-30");
        spend(2021, "1400000000");
        line20Million = ledger.post(posting(YearMonth.of(2021, 7), new BigDecimal("20000000")));
        clock.to("2022-10-01");
        certify(35, 39, "2022-09-01", "2028-08-31");
        certificates.plan(new NewPlan(
                sites.get(39),
                NewCertificate.ISO_14001,
                LocalText.of("audit moved to March 2023 after a flood", "因洪水审核改期至 2023年3月", "en"),
                "Shen Rui",
                LocalDate.of(2022, 10, 1),
                null));
        clock.to("2022-12-30");
        spend(2022, "1467000000");
    }

    private void promises() {
        promise("ISO-2023", "By 2023, every site has ISO 14001:2015", "到 2023 年，全部场所通过认证", "EMS-14001", 2023);
        promise("MINES-2030", "By 2030, all mines meet the standards", "到 2030 年，全部矿山达标", "GRN-MINE", 2030);
        promise("FACTORIES-2030", "By 2030, all factories meet them", "到 2030 年，全部工厂达标", "GRN-FAC", 2030);
    }

    private void promise(String code, String en, String zh, String indicator, int due) {
        targets.set(new NewTarget(
                group,
                code,
                LocalText.of(en, zh, "en"),
                indicator,
                2020,
                due,
                new BigDecimal(100),
                Direction.AT_LEAST,
                "ISO_SCOPE",
                LocalText.of("all sites", "全部场所", "en"),
                LocalDate.of(2020, 1, 1),
                ""));
    }

    private void certify(int from, int to, String issued, String expires) {
        for (int i = from; i < to; i++) {
            held.add(certificates.issue(new NewCertificate(
                    group,
                    "EMS-" + (1000 + i),
                    NewCertificate.ISO_14001,
                    "2015",
                    "Northern Register",
                    "Mining and processing",
                    LocalDate.parse(issued),
                    LocalDate.parse(expires),
                    List.of(sites.get(i)))));
        }
    }

    private void results(int met) {
        for (int i = 0; i < 11 + met; i++) {
            assessments.record(result(i, Scheme.GREEN_MINE, Outcome.MET));
        }
        for (int i = 26; i < 32; i++) {
            assessments.record(result(i, Scheme.GREEN_FACTORY, Outcome.MET));
        }
    }

    private NewResult result(int site, Scheme scheme, Outcome outcome) {
        return new NewResult(
                sites.get(site), scheme, "2018", LocalDate.of(2019, 11, 1), "Green Assessors", outcome, null, "");
    }

    /// 13 national and 1 provincial green mine, 5 and 5 green factories, 1 mine park; one mine stands on both lists.
    private void lists() {
        for (int i = 0; i < 13; i++) {
            list(i, Scheme.GREEN_MINE, Level.NATIONAL);
        }
        list(0, Scheme.GREEN_MINE, Level.PROVINCIAL);
        list(13, Scheme.GREEN_MINE, Level.PROVINCIAL);
        list(0, Scheme.MINE_PARK, Level.NATIONAL);
        for (int i = 26; i < 31; i++) {
            list(i, Scheme.GREEN_FACTORY, Level.NATIONAL);
        }
        for (int i = 31; i < 36; i++) {
            list(i, Scheme.GREEN_FACTORY, Level.PROVINCIAL);
        }
    }

    private void list(int site, Scheme scheme, Level level) {
        recognitions.recognise(new NewRecognition(
                sites.get(site), scheme, level, LocalDate.of(2020, 3, 1), null, 2020, "List 2020-1"));
    }

    public long lineOf20MillionIn2021() {
        return line20Million;
    }

    /// Half a year's money in June, half in November, at the group.
    public void spend(int year, String total) {
        var half = new BigDecimal(total).divide(new BigDecimal(2));
        ledger.post(posting(YearMonth.of(year, 6), half));
        ledger.post(posting(YearMonth.of(year, 11), half));
    }

    public NewPosting posting(YearMonth month, BigDecimal rmb) {
        return new NewPosting(
                group,
                null,
                month,
                Category.POLLUTION_CONTROL,
                Nature.CAPEX,
                new Money(rmb, "CNY"),
                "V-" + month,
                "Water treatment",
                null);
    }

    /// A site bought in the middle of a year, with its three-year clock.
    public SiteId acquire(String code, LocalDate day) {
        var id = site(code, "MINE", day);
        member("ALL_OWNED", id, "IN", day, null);
        member("ISO_SCOPE", id, "PENDING", day, day.plusYears(3));
        return id;
    }

    private SiteId site(int i, LocalDate from) {
        var id = site("S%02d".formatted(i + 1), KINDS.get(i), from);
        member("ALL_OWNED", id, "IN", from, null);
        member("ISO_SCOPE", id, "IN", from, null);
        return id;
    }

    private SiteId site(String code, String kind, LocalDate from) {
        var name = LocalText.of("Site " + code, "场所 " + code, "en");
        var unit = units.open(new NewUnit(code + "-U", name, "SITE", group, from));
        return places.add(new NewSite(
                unit,
                code,
                name,
                kind,
                "CN",
                "Yunnan",
                ZoneId.of("Asia/Shanghai"),
                new BigDecimal("25.1"),
                new BigDecimal("102.7"),
                null,
                "Cu",
                from,
                null,
                null));
    }

    private void member(String boundary, SiteId site, String standing, LocalDate from, @Nullable LocalDate due) {
        places.member(
                new NewMembership(boundary, site, standing, BigDecimal.ONE, from, null, due, "by the fixture", ""));
    }

    /// An account with one role at a unit; its login is the role's word.
    public String account(Role role, UnitId unit) {
        String login = "the-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + unit;
        var person = people.add(new NewPerson(unit, "P-" + login, LocalText.of("en", "Person " + role), ""));
        int account = accounts.create(login, PASSWORD, person, false);
        accounts.grant(account, role, unit, LocalDate.of(2020, 1, 1), null);
        return login;
    }

    public UnitId unitOf(int siteNumber) {
        return places.unitOf(site(siteNumber));
    }
}
