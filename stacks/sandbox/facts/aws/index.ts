// Written by scripts/extract-oracle.mjs.
import acm from "./acm.json";
import alb from "./alb.json";
import appautoscaling from "./appautoscaling.json";
import autoscaling from "./autoscaling.json";
import budgets from "./budgets.json";
import cfg from "./cfg.json";
import backup from "./backup.json";
import cloudfront from "./cloudfront.json";
import cloudtrail from "./cloudtrail.json";
import cloudwatch from "./cloudwatch.json";
import dynamodb from "./dynamodb.json";
import ec2 from "./ec2.json";
import ec2transitgateway from "./ec2transitgateway.json";
import ebs from "./ebs.json";
import ecr from "./ecr.json";
import ecs from "./ecs.json";
import efs from "./efs.json";
import eks from "./eks.json";
import elasticache from "./elasticache.json";
import fis from "./fis.json";
import globalaccelerator from "./globalaccelerator.json";
import iam from "./iam.json";
import kms from "./kms.json";
import lambda from "./lambda.json";
import lb from "./lb.json";
import rds from "./rds.json";
import resourcegroups from "./resourcegroups.json";
import route53 from "./route53.json";
import s3 from "./s3.json";
import scheduler from "./scheduler.json";
import secretsmanager from "./secretsmanager.json";
import servicediscovery from "./servicediscovery.json";
import sfn from "./sfn.json";
import sns from "./sns.json";
import sqs from "./sqs.json";
import ssm from "./ssm.json";
import synthetics from "./synthetics.json";
import vpc from "./vpc.json";
import wafv2 from "./wafv2.json";

export const awsFacts = {
  acm,
  alb,
  appautoscaling,
  autoscaling,
  budgets,
  cfg,
  backup,
  cloudfront,
  cloudtrail,
  cloudwatch,
  dynamodb,
  ec2,
  ec2transitgateway,
  ebs,
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  fis,
  globalaccelerator,
  iam,
  kms,
  lambda,
  lb,
  rds,
  resourcegroups,
  route53,
  s3,
  scheduler,
  secretsmanager,
  servicediscovery,
  sfn,
  sns,
  sqs,
  ssm,
  synthetics,
  vpc,
  wafv2,
} as const;
