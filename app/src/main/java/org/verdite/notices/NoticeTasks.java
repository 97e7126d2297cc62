package org.verdite.notices;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeTasks {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    RecurringTask<Void> escalationTask(ObjectProvider<Escalation> escalation) {
        return Tasks.recurring("notices-climb", FixedDelay.of(PAUSE))
                .execute((_, _) -> escalation.getObject().climb());
    }

    @Bean
    RecurringTask<Void> webhookTask(ObjectProvider<WebhookCalls> calls) {
        return Tasks.recurring("notices-webhooks", FixedDelay.of(PAUSE))
                .execute((_, _) -> calls.getObject().call());
    }

    /// Nothing to do where no mail is set up.
    @Bean
    RecurringTask<Void> noticeMailTask(ObjectProvider<NoticeMail> mail) {
        return Tasks.recurring("notices-mail", FixedDelay.of(PAUSE))
                .execute((_, _) -> mail.ifAvailable(NoticeMail::send));
    }
}
