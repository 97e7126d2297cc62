package org.verdite.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NewQuota;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Quotas;
import org.verdite.obligations.RoundingBasis;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.NewFacility;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A group of sites that are all alike, entered by the doors of their rooms: each with two outfalls whose flow and four
/// concentrations come by the hour, eight places on rivers whose five metals a laboratory measures by the day, a permit
/// with a limit for each and four yearly quotas. Fifty series a site.
final class LikeSites {

    static final String LOGIN = "bench";
    static final String PASSWORD = "bench-bench-bench";
    static final String FLOW = "w00000";
    static final List<String> HOURLY = List.of("w01018", "w21001", "w21003", "w21011");
    static final List<String> DAILY = List.of("w20121", "w20122", "w20123", "w20124", "w20125");
    static final List<String> OUTFALLS = List.of("P01", "P02");

    /// Of everything, in its own unit: what the values stay below but for the episodes.
    static final String LIMIT = "100";

    private static final String SURFACE = "SURFACE_WATER";

    private final ConfigurableApplicationContext context;
    private final JdbcClient jdbc;
    private final TransactionTemplate within;

    LikeSites(ConfigurableApplicationContext context) {
        this.context = context;
        this.jdbc = context.getBean(JdbcClient.class);
        this.within = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    /// The group, and somebody who sees all of it.
    void found(LocalDate since) {
        within(() -> {
            var group = context.getBean(Units.class)
                    .open(new NewUnit("GROUP", LocalText.of("Group", "集团", "en"), "GROUP", null, since));
            var person =
                    context.getBean(People.class).add(new NewPerson(group, "B-1", LocalText.of("en", "Bench"), ""));
            var accounts = context.getBean(Accounts.class);
            accounts.grant(accounts.create(LOGIN, PASSWORD, person, false), Role.DIRECTOR, group, since, null);
        });
    }

    /// Adds sites by their numbers, the last one included.
    void add(int first, int last, LocalDate since) {
        for (int n = first; n <= last; n++) {
            int number = n;
            within(() -> site(number, since));
        }
    }

    private void within(Runnable work) {
        Scope.system("bench").run(() -> within.executeWithoutResult(_ -> work.run()));
    }

    private void site(int number, LocalDate since) {
        String code = "S%03d".formatted(number);
        var name = LocalText.of("Mine " + number, "矿山" + number, "en");
        var units = context.getBean(Units.class);
        var unit = units.open(new NewUnit(code, name, "SITE", units.byCode("GROUP"), since));
        var sites = context.getBean(Sites.class);
        var site = sites.add(new NewSite(
                unit,
                code,
                name,
                "MINE",
                "CN",
                "",
                ZoneId.of("Asia/Shanghai"),
                new BigDecimal("25"),
                new BigDecimal("100"),
                null,
                "Cu",
                null,
                null,
                null));
        var facility = sites.addFacility(
                new NewFacility(site, unit, "F", LocalText.of("Water", "水", "en"), "STATION", null, null));
        jdbc.sql("""
                        insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                        select :unit, :facility, :site, 'P' || to_char(n, 'FM00'),
                          jsonb_build_object('_', 'en', 'en', 'Point ' || n, 'zh', '监测点' || n),
                          case when n <= 2 then 'OUTFALL' else 'SURFACE_WATER' end, 'Asia/Shanghai' from generate_series(1, 10) n""")
                .param("unit", unit.value())
                .param("facility", facility.value())
                .param("site", site.value())
                .update();
        var hourly = new ArrayList<>(HOURLY);
        hourly.add(FLOW);
        series(site, "OUTFALL", hourly, "HOUR_MEAN", "ONLINE");
        series(site, SURFACE, DAILY, "VALUE", "LABORATORY");
        permit(code, unit, site, since);
    }

    private void series(SiteId site, String kind, List<String> parameters, String statistic, String mode) {
        jdbc.sql("""
                        insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                        select p.unit_id, p.id, c.code, :statistic, :mode, case c.code when 'w00000' then 'L/s' else 'mg/L' end
                        from monitoring.point p, unnest(cast(:codes as text[])) with ordinality c(code, n)
                        where p.site_id = :site and p.kind = :kind order by p.code, c.n""")
                .param("site", site.value())
                .param("kind", kind)
                .param("codes", parameters.toArray(String[]::new))
                .param("statistic", statistic)
                .param("mode", mode)
                .update();
    }

    private void permit(String code, UnitId unit, SiteId site, LocalDate since) {
        var register = context.getBean(LimitRegister.class);
        long set = register.addSet(NewLimitSet.permit(
                unit, "PERMIT-" + code, LocalText.of("Permit " + code, "许可证" + code, "en"), "", site, since, ""));
        var limits = new ArrayList<NewLimit>();
        for (String point : OUTFALLS) {
            HOURLY.forEach(p -> limits.add(limit(set, p, "HOUR_MEAN", "", point, since)));
        }
        DAILY.forEach(p -> limits.add(limit(set, p, "SAMPLE", SURFACE, "", since)));
        register.addLimits(limits);
        var quotas = context.getBean(Quotas.class);
        for (String parameter : HOURLY) {
            quotas.add(new NewQuota(
                    set,
                    parameter,
                    LocalText.of("en", parameter),
                    new BigDecimal("110"),
                    "t",
                    "YEAR",
                    "",
                    new BigDecimal("0.8"),
                    "",
                    since,
                    null));
        }
    }

    private static NewLimit limit(
            long set, String parameter, String statistic, String pointClass, String pointCode, LocalDate since) {
        return new NewLimit(
                set,
                LimitKind.COMPLIANCE,
                parameter,
                LocalText.of("en", parameter),
                "",
                "",
                statistic,
                Operator.MAX,
                null,
                new BigDecimal(LIMIT),
                "mg/L",
                new BigDecimal("0.8"),
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                null,
                pointClass,
                pointCode,
                "1",
                since,
                null,
                "",
                true);
    }
}
