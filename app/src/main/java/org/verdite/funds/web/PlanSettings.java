package org.verdite.funds.web;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.funds.PlanRules;
import org.verdite.indicators.Group;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.ui.form.Form;

/// Reads the rules and the fixed rates of plans.
@Component
@Transactional(readOnly = true)
class PlanSettings {

    private final JdbcClient jdbc;
    private final PlanRules rules;
    private final Group group;
    private final Days days;

    PlanSettings(JdbcClient jdbc, PlanRules rules, Group group, Days days) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.group = group;
        this.days = days;
    }

    public PlanPages.Settings shown(Form form) {
        var today = days.today();
        return new PlanPages.Settings(
                rules.on(today), today, rules.all(), rates(), group.may(Permission.FUNDS_APPROVE), form);
    }

    public List<PlanPages.Rate> rates() {
        return jdbc.sql("""
                        select currency, year, rate, source, superseded_at from funds.budget_rate
                        order by year desc, currency, superseded_at is not null, id desc limit 1000""")
                .query((rs, _) -> {
                    OffsetDateTime superseded = rs.getObject("superseded_at", OffsetDateTime.class);
                    return new PlanPages.Rate(
                            rs.getString("currency"),
                            rs.getInt("year"),
                            rs.getBigDecimal("rate"),
                            rs.getString("source"),
                            superseded == null ? null : superseded.toInstant());
                })
                .list();
    }
}
