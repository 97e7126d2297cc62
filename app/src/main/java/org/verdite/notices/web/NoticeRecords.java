package org.verdite.notices.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// What a notice is called where its history is shown, and who was told as part of it.
@Component
class NoticeRecords extends SqlRecords {

    NoticeRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of(
                        "notices.notice",
                        "select verdite.text(message, :language) as title, '/notices/' || id as path from notices.notice where id = :key",
                        "select 'notices.told', id::text from notices.told where notice_id = :key order by id desc"),
                Register.of(
                        "notices.webhook",
                        "select name as title, '/notices/webhooks/' || id as path from notices.webhook where id = :key"),
                Register.part("notices.told", """
                        select coalesce(verdite.text(organisation.pub_person_name(t.person_id), :language), '–') as title,
                          '/notices/' || t.notice_id as path from notices.told t where t.id = :key"""));
        codes("notices.kind.", "notices.notice.kind");
        codes("notices.state.", "notices.notice.state");
        codes("notices.duty.", "notices.told.duty");
        codes("notices.reason.", "notices.told.because");
    }
}
