import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyArgs as KeyPart } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";
import { keyPolicy, type Statement } from "./key-policy";

export interface KeyComponentArgs extends Pick<KeyPart, "alias"> {
  /** Account and region of the key: its policy names them, and programs ask the cloud nothing. */
  readonly account: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  /** Default `aws`. */
  readonly partition?: string;
  /** Days between the request to delete and the end, 7 to 30. Default 30: what the key encrypted is lost with it. */
  readonly deletionWindowDays?: number;
  /** Services that may use the key for others, by the name in `kms:ViaService`. Default `KEY_SERVICES`: stores, secrets, parameters, disks. */
  readonly services?: readonly string[];
  /** Further statements of the key policy. Default none. */
  readonly statements?: readonly Statement[];
  /** Pulumi's own protection. Default true: data is only as safe as its key. */
  readonly protect?: boolean;
  /** Default none: the provider's default tags are on already. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transform?: {
    readonly key?: Transform<aws.kms.KeyArgs>;
    readonly alias?: Transform<aws.kms.AliasArgs>;
  };
}

/** The key that encrypts a region's stores, secrets, logs and disks: rotated every year, usable through those services only. */
export class Key extends Component {
  readonly arn: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;
  /** With its prefix, `alias/`. */
  readonly aliasName: pulumi.Output<string>;

  constructor(name: string, args: KeyComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:security:Key", name, {}, opts);
    const key = this.makeKey(name, args);
    const alias = this.make(
      aws.kms.Alias,
      `${name}-alias`,
      { name: args.alias.startsWith("alias/") ? args.alias : `alias/${args.alias}`, targetKeyId: key.id },
      { transform: args.transform?.alias, from: { name: "alias" } },
    );
    this.arn = key.arn;
    this.keyId = key.keyId;
    this.aliasName = alias.name;
    this.registerOutputs({ arn: this.arn, keyId: this.keyId, aliasName: this.aliasName });
  }

  private makeKey(name: string, args: KeyComponentArgs): aws.kms.Key {
    const { account, region, partition = "aws", services, statements } = args;
    const policy = pulumi
      .all([account, region])
      .apply(([accountId, regionName]) =>
        keyPolicy({ partition, account: accountId, region: regionName }, services, statements),
      );
    return this.make(
      aws.kms.Key,
      `${name}-key`,
      {
        description: `Data of ${name}`,
        enableKeyRotation: true,
        deletionWindowInDays: args.deletionWindowDays ?? 30,
        policy,
        ...(args.tags && { tags: args.tags }),
      },
      {
        transform: args.transform?.key,
        from: { deletionWindowInDays: "deletionWindowDays" },
        opts: { protect: args.protect ?? true },
      },
    );
  }
}
