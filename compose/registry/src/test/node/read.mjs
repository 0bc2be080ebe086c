// Reads COUNT records of each topic with Confluent's client and prints them as JSON, one per line.
// usage: node read.mjs BOOTSTRAP REGISTRY COUNT TOPIC...
import { Kafka, logLevel } from "kafkajs";
import { ProtobufDeserializer, SchemaRegistryClient, SerdeType } from "@confluentinc/schemaregistry";

const [bootstrap, registry, count, ...topics] = process.argv.slice(2);
const client = new SchemaRegistryClient({ baseURLs: [registry] });
const deserializer = new ProtobufDeserializer(client, SerdeType.VALUE, {});
const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: `reader-${process.pid}-${Date.now()}` });

const plain = (key, value) => {
  if (typeof value === "bigint") return value.toString();
  return value?.type === "Buffer" ? Buffer.from(value.data).toString("hex") : value;
};

let left = Number(count) * topics.length;
await consumer.connect();
await consumer.subscribe({ topics, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ topic, message }) => {
    const value = await deserializer.deserialize(topic, message.value);
    console.log(JSON.stringify({ topic, key: message.key.toString(), value }, plain));
    if (--left === 0) process.exit(0);
  },
});
