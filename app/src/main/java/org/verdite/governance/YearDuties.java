package org.verdite.governance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Phrase;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.Phase;

/// What a year asks of a unit, by the register of duties, and whether it was done.
@Component
class YearDuties {

    private record Duty(String code, LocalText name, String clause) {}

    private final JdbcClient jdbc;
    private final Map<String, YearDuty> seen;
    private final Waivers waivers;

    YearDuties(JdbcClient jdbc, List<YearDuty> seen, Waivers waivers) {
        this.jdbc = jdbc;
        this.seen = seen.stream().collect(Collectors.toMap(YearDuty::code, Function.identity()));
        this.waivers = waivers;
    }

    /// @param kind of the unit
    @Transactional(readOnly = true)
    List<DutyStanding> of(String kind, YearDuty.Asked asked) {
        var asking = waivers.standing(asked.unit(), asked.year()).stream()
                .collect(Collectors.toMap(Waivers.Waiver::duty, Function.identity()));
        return jdbc
                .sql("""
                        select code, name, clause from governance.duty
                        where :kind = any(owed_by) and from_year <= :year and (to_year is null or to_year >= :year) order by place, code""")
                .param("kind", kind)
                .param("year", asked.year())
                .query((rs, _) -> new Duty(rs.getString(1), Json.text(rs.getString(2)), rs.getString(3)))
                .list()
                .stream()
                .map(d -> standing(d, phase(d), look(d, asked), asking.get(d.code())))
                .toList();
    }

    private static DutyStanding standing(Duty d, Phase phase, YearDuty.Found found, Waivers.@Nullable Waiver waiver) {
        return new DutyStanding(
                d.code(), phase, d.name(), d.clause(), found.met(), found.words(), found.href(), waiver);
    }

    private Phase phase(Duty duty) {
        var seer = seen.get(duty.code());
        return seer == null ? Phase.CHECK : seer.phase();
    }

    /// What nobody keeps a record of was not seen to be done.
    private YearDuty.Found look(Duty duty, YearDuty.Asked asked) {
        var seer = seen.get(duty.code());
        return seer == null ? new YearDuty.Found(false, Phrase.of("governance.noRecord"), "") : seer.look(asked);
    }
}
