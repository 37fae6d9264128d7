import type { Rule } from "../../rule";
import { consumerIsBounded } from "./consumer-is-bounded";
import { deadLetterAlarmed } from "./dead-letter-alarmed";
import { deadLetterFitsSource } from "./dead-letter-fits-source";
import { oldestMessageAlarmed } from "./oldest-message-alarmed";
import { queueHasDeadLetter } from "./queue-has-dead-letter";
import { subscriptionKeepsFailures } from "./subscription-keeps-failures";
import { visibilityCoversConsumer } from "./visibility-covers-consumer";

export const msgRules: readonly Rule[] = [
  oldestMessageAlarmed,
  consumerIsBounded,
  deadLetterAlarmed,
  deadLetterFitsSource,
  queueHasDeadLetter,
  subscriptionKeepsFailures,
  visibilityCoversConsumer,
];
