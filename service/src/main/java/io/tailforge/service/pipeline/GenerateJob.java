package io.tailforge.service.pipeline;

import static java.util.Objects.requireNonNull;

import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.config.TailforgeProperties;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The batch job of one request: clips, then publication. The clip is the item, a partition is a shard of clips, and what a
 * clip needs to be restarted lies in its own row, not in the batch tables.
 */
@Configuration(proxyBeanMethods = false)
public class GenerateJob {
    /** Name of the job and of its parameters. */
    static final String NAME = "generate";

    static final String REQUEST_ID = "requestId";
    static final String ROUND = "round";

    @Bean
    Job generate(JobRepository repository, Step clips, Step publish) {
        return new JobBuilder(NAME, repository).start(clips).next(publish).build();
    }

    @Bean
    Step clips(JobRepository repository, Step clipShard, Partitioner shardPartitioner, TailforgeProperties properties) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("shard-");
        executor.setConcurrencyLimit(properties.pipeline().clipsInFlight());
        return new StepBuilder("clips", repository)
                .partitioner("clipShard", shardPartitioner)
                .step(clipShard)
                .taskExecutor(executor)
                .build();
    }

    @Bean
    @JobScope
    Partitioner shardPartitioner(
            ClipJobs jobs, TailforgeProperties properties, @Value("#{jobParameters['requestId']}") String requestId) {
        long total = jobs.plan(requestId).total();
        int size = properties.pipeline().shardClips();
        return gridSize -> {
            Map<String, ExecutionContext> shards = new HashMap<>();
            for (long from = 0; from < total; from += size) {
                ExecutionContext shard = new ExecutionContext();
                shard.putLong("from", from);
                shard.putLong("to", Math.min(total, from + size));
                shards.put("shard" + from / size, shard);
            }
            return shards;
        };
    }

    @Bean
    Step clipShard(
            JobRepository repository,
            PlatformTransactionManager transactions,
            ItemReader<Long> ordinals,
            ItemProcessor<Long, ClipRow> clipMaker) {
        return new StepBuilder("clipShard", repository)
                .<Long, ClipRow>chunk(1)
                .transactionManager(transactions)
                .reader(ordinals)
                .processor(clipMaker)
                .writer(chunk -> {})
                .build();
    }

    @Bean
    @StepScope
    ItemReader<Long> ordinals(
            @Value("#{stepExecutionContext['from']}") long from, @Value("#{stepExecutionContext['to']}") long to) {
        long[] next = {from};
        return () -> next[0] < to ? Long.valueOf(next[0]++) : null;
    }

    @Bean
    @StepScope
    ItemProcessor<Long, ClipRow> clipMaker(
            ClipJobs jobs, ClipWorker worker, @Value("#{jobParameters['requestId']}") String requestId) {
        ClipJobs.Plan plan = jobs.plan(requestId);
        return ordinal -> worker.work(plan.clip(ordinal));
    }

    @Bean
    Step publish(JobRepository repository, PlatformTransactionManager transactions, Publication publication) {
        return new StepBuilder("publish", repository)
                .tasklet(
                        (contribution, context) -> {
                            publication.publish(requireNonNull(contribution
                                    .getStepExecution()
                                    .getJobParameters()
                                    .getString(REQUEST_ID)));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }
}
