// Writes one record with Confluent's client: the type that FROM's latest schema begins with, filled from JSON.
// usage: node write.mjs BOOTSTRAP REGISTRY FROM_SUBJECT TOPIC KEY JSON
import { createMutableRegistry, createFileRegistry, fromBinary, fromJson } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { Kafka, logLevel } from "kafkajs";
import { ProtobufSerializer, SchemaRegistryClient, SerdeType } from "@confluentinc/schemaregistry";

const [bootstrap, registry, from, topic, key, json] = process.argv.slice(2);
const client = new SchemaRegistryClient({ baseURLs: [registry] });
const { schema } = await client.getLatestSchemaMetadata(from, "serialized");
const proto = fromBinary(FileDescriptorProtoSchema, Buffer.from(schema, "base64"));
const [type] = createFileRegistry(proto, () => undefined).getFile(proto.name).messages;
const serializer = new ProtobufSerializer(client, SerdeType.VALUE, {
  autoRegisterSchemas: true,
  registry: createMutableRegistry(type),
});

const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
const producer = kafka.producer();
await producer.connect();
const value = await serializer.serialize(topic, fromJson(type, JSON.parse(json)));
await producer.send({ topic, messages: [{ key, value }] });
await producer.disconnect();
console.log(value.toString("hex"));
process.exit(0);
