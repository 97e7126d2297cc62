package org.verdite.monitoring;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.verdite.shared.Scope;

/// Days and months end at another moment in each time zone, so it is asked each hour.
@Configuration(proxyBeanMethods = false)
class DerivedMeansTask {

    @Bean
    RecurringTask<Void> meansOfEndedPeriods(ObjectProvider<DerivedMeans> means) {
        return Tasks.recurring("monitoring-ended-periods", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) ->
                        Scope.system("means").run(() -> means.getObject().ended()));
    }
}
