package dev.millrace.gateway.live;

import dev.millrace.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record whose value is not a message of its topic. */
public record UnreadableRecord(Topic<?> topic, ConsumerRecord<byte[], byte[]> original, String reason) {}
