package org.verdite.monitoring.alarm;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GapTasks {

    private static final Duration PAUSE = Duration.ofMinutes(15);

    @Bean
    RecurringTask<Void> gapTask(ObjectProvider<Gaps> gaps) {
        return Tasks.recurring("monitoring-gaps", FixedDelay.of(PAUSE))
                .execute((_, _) -> gaps.getObject().look());
    }
}
