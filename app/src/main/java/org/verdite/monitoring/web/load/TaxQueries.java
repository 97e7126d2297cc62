package org.verdite.monitoring.web.load;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.load.LoadUnits;
import org.verdite.monitoring.load.PollutionTax;
import org.verdite.monitoring.load.PollutionTax.Discharge;
import org.verdite.monitoring.outlet.LoadBook;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.outlet.TaxRates;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// What a site's outlets are taxed with in a month, by their stored loads.
@Component
@Transactional(readOnly = true)
class TaxQueries {

    record Site(int id, LocalText name, String country, String province, ZoneId zone) {}

    /// @param lines ordered by equivalents
    record OutletTax(
            MonthLoad outlet,
            List<PollutionTax.Line> lines,
            Map<String, MonthLoad> loads,
            Map<String, BigDecimal> below,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal reduced) {

        /// The load that a line is made of.
        MonthLoad load(String parameter) {
            return Objects.requireNonNull(loads.get(parameter));
        }
    }

    record SiteTax(
            Site site,
            YearMonth month,
            TaxRates.@Nullable Rate water,
            TaxRates.@Nullable Rate air,
            List<OutletTax> outlets,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal reduced,
            int incomplete) {

        boolean taxable() {
            return site.country().equals("CN");
        }
    }

    private record Bound(String code, String kind, int facility, String parameter, String unit, BigDecimal upper) {}

    private final LoadBook book;
    private final TaxRates rates;
    private final JdbcClient jdbc;

    TaxQueries(LoadBook book, TaxRates rates, JdbcClient jdbc) {
        this.book = book;
        this.rates = rates;
        this.jdbc = jdbc;
    }

    Site site(int id) {
        return jdbc.sql(
                        "select id, name, country, coalesce(province, '') as province, time_zone from organisation.pub_site where id = :id")
                .param("id", id)
                .query((rs, _) -> new Site(
                        rs.getInt("id"),
                        Json.text(rs.getString("name")),
                        rs.getString("country"),
                        rs.getString("province"),
                        ZoneId.of(rs.getString("time_zone"))))
                .optional()
                .orElseThrow(() -> new NotHere("site " + id));
    }

    SiteTax of(int siteId, YearMonth month, @Nullable Instant known) {
        var site = site(siteId);
        var all = rates.list();
        var water = TaxRates.of(all, site.province(), "WATER", month).orElse(null);
        var air = TaxRates.of(all, site.province(), "AIR", month).orElse(null);
        var loads = site.country().equals("CN") ? book.ofSite(siteId, month, known) : List.<MonthLoad>of();
        var bounds = bounds(siteId, month);
        var exceeded = exceeded(site, month);
        var byOutlet = loads.stream()
                .collect(Collectors.groupingBy(MonthLoad::point, LinkedHashMap::new, Collectors.toList()));
        var outlets = new ArrayList<OutletTax>();
        byOutlet.values()
                .forEach(of -> outlets.add(outlet(
                        of,
                        water == null ? null : water.rate(),
                        air == null ? null : air.rate(),
                        bounds,
                        exceeded.contains(of.getFirst().point()))));
        int incomplete = (int) loads.stream().filter(l -> !l.complete()).count();
        return new SiteTax(
                site, month, water, air, List.copyOf(outlets), sum(outlets, false), sum(outlets, true), incomplete);
    }

    private static @Nullable BigDecimal sum(List<OutletTax> outlets, boolean reduced) {
        BigDecimal sum = BigDecimal.ZERO;
        for (var outlet : outlets) {
            var tax = reduced ? outlet.reduced() : outlet.tax();
            if (tax == null) {
                return null;
            }
            sum = sum.add(tax);
        }
        return sum;
    }

    private OutletTax outlet(
            List<MonthLoad> of,
            @Nullable BigDecimal water,
            @Nullable BigDecimal air,
            List<Bound> bounds,
            boolean exceeded) {
        var discharges = new ArrayList<Discharge>();
        var loads = new LinkedHashMap<String, MonthLoad>();
        var below = new LinkedHashMap<String, BigDecimal>();
        for (MonthLoad load : of) {
            var kilograms = load.kilograms();
            loads.put(load.parameter(), load);
            if (kilograms == null) {
                continue;
            }
            var share = exceeded ? null : below(load, bounds);
            if (share != null) {
                below.put(load.parameter(), share);
            }
            discharges.add(new Discharge(load.parameter(), kilograms, share));
        }
        var lines = PollutionTax.of(rates.table().values(), discharges, water, air);
        return new OutletTax(
                of.getFirst(), lines, loads, below, PollutionTax.sum(lines, false), PollutionTax.sum(lines, true));
    }

    /// By which share the month's mean concentration, weighted by flow, lay below the strictest limit; null where
    /// nobody can tell, as of a load that was sent or is incomplete.
    private static @Nullable BigDecimal below(MonthLoad load, List<Bound> bounds) {
        var counted = load.counted();
        var kilograms = load.kilograms();
        var volume = counted == null ? null : counted.cubicMetres();
        if (kilograms == null || volume == null || volume.signum() <= 0 || !load.complete()) {
            return null;
        }
        var mean = kilograms.divide(volume, MathContext.DECIMAL64);
        return bounds.stream()
                .filter(b -> b.parameter().equals(load.parameter()))
                .filter(b -> b.code().isEmpty() || b.code().equals(load.pointCode()))
                .filter(b -> b.kind().isEmpty() || b.kind().equals(load.pointKind()))
                .filter(b -> b.facility() == 0 || b.facility() == load.facility())
                .flatMap(b ->
                        LoadUnits.concentration(b.unit(), "").map(f -> b.upper().multiply(f)).stream())
                .filter(b -> b.signum() > 0)
                .min(BigDecimal::compareTo)
                .map(limit -> BigDecimal.ONE.subtract(mean.divide(limit, MathContext.DECIMAL64)))
                .orElse(null);
    }

    private List<Bound> bounds(int site, YearMonth month) {
        return jdbc.sql("""
                        select point_code, point_class, coalesce(facility_id, 0) as facility_id, parameter_code, unit, upper
                        from obligations.pub_binding b left join organisation.pub_facility f on f.id = b.facility_id
                        where b.kind = 'COMPLIANCE' and b.upper is not null and coalesce(b.site_id, f.site_id) = :site
                          and b.valid_from <= :first and (b.valid_to is null or b.valid_to > :last)""")
                .param("site", site)
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .query((rs, _) -> new Bound(
                        rs.getString("point_code"),
                        rs.getString("point_class"),
                        rs.getInt("facility_id"),
                        rs.getString("parameter_code"),
                        rs.getString("unit"),
                        rs.getBigDecimal("upper")))
                .list();
    }

    /// Outlets at which any obligation was exceeded in the month: nothing is taken off there (Art. 13 with Art. 11 of
    /// its regulation).
    private java.util.Set<Integer> exceeded(Site site, YearMonth month) {
        return java.util.Set.copyOf(jdbc.sql("""
                        select distinct s.point_id from monitoring.exceedance e join monitoring.series s on s.id = e.series_id
                        join monitoring.point p on p.id = s.point_id
                        where p.site_id = :site and e.kind = 'COMPLIANCE' and e.state in ('ONGOING', 'ENDED') and e.started < :end and e.ended >= :begin""")
                .param("site", site.id())
                .param(
                        "begin",
                        month.atDay(1).atStartOfDay(site.zone()).toInstant().atOffset(ZoneOffset.UTC))
                .param(
                        "end",
                        month.plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(site.zone())
                                .toInstant()
                                .atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getInt(1))
                .list());
    }
}
