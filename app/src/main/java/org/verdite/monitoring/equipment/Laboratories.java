package org.verdite.monitoring.equipment;

import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;

/// Laboratories and what they are accredited for. They work for the whole group, so whoever keeps points anywhere keeps
/// them.
@Component
public class Laboratories {

    /// @param method code of the method: `HJ 776-2015`
    /// @param parameters codes of what it covers
    /// @param to the last day on which it holds; null while no end is known
    public record NewAccreditation(
            String method,
            List<String> parameters,
            String body,
            String number,
            LocalDate from,
            @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final Access access;

    Laboratories(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    public boolean mayEdit() {
        return access.mayAnywhere(Permission.MONITORING_EDIT);
    }

    private void require() {
        if (!mayEdit()) {
            throw new NotPermitted(Permission.MONITORING_EDIT.name());
        }
    }

    /// @param own whether it belongs to the group
    @Transactional
    public int add(String code, LocalText name, boolean own, String address) {
        require();
        check(code, name, address);
        try {
            return jdbc.sql("""
                            insert into monitoring.laboratory (code, name, own, address) values (:code, cast(:name as jsonb), :own, :address)
                            returning id""")
                    .param("code", code.strip())
                    .param("name", name.json())
                    .param("own", own)
                    .param("address", address)
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("code", "monitoring.laboratory.invalid.code", code);
        }
    }

    private static void check(String code, LocalText name, String address) {
        if (code.isBlank()) {
            throw new Invalid("code", "ui.form.required");
        }
        new Lengths()
                .most("code", 40, code)
                .most("name", 200, name)
                .most("address", 500, address)
                .check();
    }

    @Transactional
    public void change(int laboratory, int version, LocalText name, boolean own, String address) {
        exists(laboratory);
        require();
        check("-", name, address);
        int done = jdbc.sql("""
                        update monitoring.laboratory set name = cast(:name as jsonb), own = :own, address = :address, version = version + 1
                        where id = :id and version = :version""")
                .param("name", name.json())
                .param("own", own)
                .param("address", address)
                .param("id", laboratory)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("laboratory " + laboratory);
        }
    }

    @Transactional
    public int accredit(int laboratory, NewAccreditation accreditation) {
        exists(laboratory);
        require();
        if (accreditation.method().isBlank()) {
            throw new Invalid("method", "ui.form.required");
        }
        if (accreditation.parameters().isEmpty()) {
            throw new Invalid("parameters", "ui.form.required");
        }
        new Lengths()
                .most("method", 120, accreditation.method())
                .most("body", 120, accreditation.body())
                .most("number", 120, accreditation.number())
                .check();
        if (accreditation.to() != null && accreditation.to().isBefore(accreditation.from())) {
            throw new Invalid("to", "monitoring.laboratory.invalid.to");
        }
        for (String parameter : accreditation.parameters()) {
            boolean known = jdbc.sql("select exists (select from monitoring.parameter where code = :code)")
                    .param("code", parameter)
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (!known) {
                throw new Invalid("parameters", "monitoring.invalid.parameter", parameter);
            }
        }
        return jdbc.sql("""
                        insert into monitoring.accreditation (laboratory_id, method, parameters, body, number, valid_from, valid_to)
                        values (:laboratory, :method, :parameters, :body, :number, :from, :to) returning id""")
                .param("laboratory", laboratory)
                .param("method", accreditation.method().strip())
                .param(
                        "parameters",
                        accreditation.parameters().stream().distinct().toArray(String[]::new))
                .param("body", accreditation.body())
                .param("number", accreditation.number())
                .param("from", accreditation.from())
                .param("to", accreditation.to(), Types.DATE)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// It was entered wrongly: it holds no more and stays readable.
    @Transactional
    public void withdraw(int laboratory, int accreditation, String reason) {
        exists(laboratory);
        require();
        int done = jdbc.sql("""
                        update monitoring.accreditation set superseded_at = verdite.now(), superseded_by = verdite.who(), withdrawn_because = :reason
                        where id = :id and laboratory_id = :laboratory and superseded_at is null""")
                .param("reason", Instruments.reason(reason))
                .param("id", accreditation)
                .param("laboratory", laboratory)
                .update();
        if (done == 0) {
            throw new Refused("monitoring.laboratory.refused.withdrawn");
        }
    }

    private void exists(int laboratory) {
        boolean there = jdbc.sql("select exists (select from monitoring.laboratory where id = :id)")
                .param("id", laboratory)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!there) {
            throw new NotHere("laboratory " + laboratory);
        }
    }
}
