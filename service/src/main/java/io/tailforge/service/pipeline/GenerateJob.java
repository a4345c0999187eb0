package io.tailforge.service.pipeline;

import static java.util.Objects.requireNonNull;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.catalog.ClipCatalog;
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
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

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
    Step clips(JobRepository repository, Step clipShard, Partitioner shardPartitioner, TaskExecutor openShards) {
        return new StepBuilder("clips", repository)
                .partitioner("clipShard", shardPartitioner)
                .step(clipShard)
                .taskExecutor(openShards)
                .build();
    }

    /**
     * One shard more than there are slots for clips: a shard with nothing left to begin still has a clip in flight, so there
     * is always one that can begin the next clip. Each request has its own, so that none closes another's out.
     */
    @Bean
    @JobScope
    TaskExecutor openShards(ClipSlots slots) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("shard-");
        executor.setVirtualThreads(true);
        executor.setConcurrencyLimit(slots.limit() + 1);
        return executor;
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

    /** Its clips write their own rows, each for itself: a shard holds no transaction, and no connection, while they are made. */
    @Bean
    Step clipShard(JobRepository repository, Tasklet shardTasklet) {
        return new StepBuilder("clipShard", repository)
                .tasklet(shardTasklet, new ResourcelessTransactionManager())
                .build();
    }

    @Bean
    @StepScope
    Tasklet shardTasklet(
            ClipJobs jobs,
            ClipCatalog clips,
            ClipWorker worker,
            @Value("#{jobParameters['requestId']}") String requestId,
            @Value("#{stepExecutionContext['from']}") long from,
            @Value("#{stepExecutionContext['to']}") long to) {
        return new ClipShard(jobs.plan(requestId), clips, worker, from, to);
    }

    @Bean
    Step publish(JobRepository repository, Publication publication, ProgressBoard board) {
        return new StepBuilder("publish", repository)
                .tasklet(
                        (contribution, context) -> {
                            String requestId = requireNonNull(contribution
                                    .getStepExecution()
                                    .getJobParameters()
                                    .getString(REQUEST_ID));
                            publishOrPause(publication, board, requestId);
                            return RepeatStatus.FINISHED;
                        },
                        new ResourcelessTransactionManager())
                .build();
    }

    /** What a gate holds back pauses its request; resumed, it tries again. */
    private static void publishOrPause(Publication publication, ProgressBoard board, String requestId) {
        try {
            publication.publish(requestId);
        } catch (BadInputException e) {
            if (e.problems().getFirst().code().startsWith("GATE-")) {
                board.of(requestId).stopBecause(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
