package org.verdite.notices.web;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Scope;
import org.verdite.ui.Bell;

/// What was told to the signed-in person and not read yet.
@Component
class NoticeBell implements Bell {

    private final JdbcClient jdbc;

    NoticeBell(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String path() {
        return "/notices";
    }

    @Override
    @Transactional(readOnly = true)
    public int unread() {
        return jdbc.sql("""
                        select count(*) from (
                          select from notices.recipient where person_id = :me and read_at is null limit :most) r""")
                .param("me", Scope.current().person(), Types.INTEGER)
                .param("most", MOST)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
