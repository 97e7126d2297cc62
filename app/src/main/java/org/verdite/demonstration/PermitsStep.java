package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.NewPoint;
import org.verdite.monitoring.Points;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NewQuota;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Permits;
import org.verdite.obligations.Quotas;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.FacilityId;

/// Where is measured, and what the permits allow there.
@Component
@Order(60)
class PermitsStep implements Step {

    private final LimitRegister register;
    private final Permits permits;
    private final Quotas quotas;
    private final Points points;
    private final Codes codes;

    PermitsStep(LimitRegister register, Permits permits, Quotas quotas, Points points, Codes codes) {
        this.register = register;
        this.permits = permits;
        this.quotas = quotas;
        this.points = points;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "permits";
    }

    @Override
    public String brings() {
        return InputFiles.rows("points.csv").size() + " points and "
                + InputFiles.rows("permits.csv").size() + " permits";
    }

    @Override
    public void load(LocalDate day) {
        var facilities = codes.facilities();
        for (Row row : InputFiles.rows("points.csv")) {
            int point = points.add(point(row, Codes.of(facilities, row.text("site") + "/" + row.text("facility"))));
            LocalDate ended = row.maybeDay("valid_to");
            if (ended != null) {
                points.change(
                        point, 1, row.local("name"), row.text("receiving_body"), row.text("receiving_class"), ended);
            }
        }
        permits(day);
    }

    private static NewPoint point(Row row, FacilityId facility) {
        return new NewPoint(
                facility,
                row.text("code"),
                row.local("name"),
                row.text("kind"),
                row.maybeDecimal("latitude"),
                row.maybeDecimal("longitude"),
                "",
                row.text("receiving_body"),
                row.text("receiving_class"),
                row.text("data_source"),
                row.text("data_licence"),
                Boolean.parseBoolean(row.text("simulated")),
                row.day("valid_from"));
    }

    private void permits(LocalDate day) {
        var units = codes.units();
        var sites = codes.sites();
        var limits = InputFiles.rows("permit_limits.csv");
        for (Row permit : InputFiles.rows("permits.csv")) {
            long set = register.addSet(new NewLimitSet(
                    Codes.of(units, permit.text("site")),
                    permit.text("number"),
                    "",
                    "",
                    permit.local("name"),
                    permit.text("authority"),
                    Codes.of(sites, permit.text("site")),
                    null,
                    permit.day("valid_from"),
                    permit.day("valid_to"),
                    null,
                    "Fictional permit of the demonstration",
                    "",
                    "The demonstration’s own text"));
            var its = new ArrayList<NewLimit>();
            for (Row row : limits) {
                if (row.text("permit").equals(permit.text("number"))) {
                    its.add(limit(set, row));
                }
            }
            register.addLimits(its);
            quotas(set, permit.text("number"));
            renew(set, permit.text("number"), day);
        }
    }

    private void quotas(long set, String number) {
        for (Row row : InputFiles.rows("permit_quotas.csv")) {
            if (row.text("permit").equals(number)) {
                quotas.add(new NewQuota(
                        set,
                        row.text("parameter"),
                        row.local("name"),
                        row.decimal("amount"),
                        row.text("unit"),
                        row.text("period"),
                        row.text("point"),
                        row.decimal("warning_share"),
                        row.text("clause"),
                        row.day("from"),
                        row.maybeDay("to")));
            }
        }
    }

    /// A permit that ends within half a year, or did, has its next one: whenever the demonstration is loaded, each site
    /// has one that holds.
    private void renew(long set, String number, LocalDate day) {
        for (Row row : InputFiles.rows("permit_renewals.csv")) {
            if (row.text("permit").equals(number)) {
                var ends = ends(number);
                if (ends.isBefore(day.plusMonths(6))) {
                    permits.renew(set, 1, row.text("number"), ends, row.day("valid_to"));
                }
            }
        }
    }

    private static LocalDate ends(String number) {
        return InputFiles.rows("permits.csv").stream()
                .filter(row -> row.text("number").equals(number))
                .findFirst()
                .orElseThrow()
                .day("valid_to");
    }

    private static NewLimit limit(long set, Row row) {
        BigDecimal lower = row.maybeDecimal("lower");
        return new NewLimit(
                set,
                LimitKind.COMPLIANCE,
                row.text("parameter"),
                row.local("name"),
                "",
                "",
                row.text("statistic"),
                Operator.valueOf(row.text("operator")),
                lower,
                row.maybeDecimal("upper"),
                row.text("unit"),
                row.maybeDecimal("warning_share"),
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                null,
                "",
                row.text("point"),
                row.text("clause"),
                row.day("from"),
                row.maybeDay("to"),
                "",
                true);
    }
}
