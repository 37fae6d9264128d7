#!/usr/bin/env python3
"""Writes blueprints/facts/permissions.json: for each AWS type that the components make, the IAM actions of the handlers in
CloudFormation's resource schemas, as cfn-lint (PyPI) carries them.

Usage: pip install cfn-lint; scalekit plan -f ... --format json for the examples; then
       python3 scripts/extract-permissions.py TYPES.txt   (one Pulumi type token a line)
"""
import importlib.resources, json, pathlib, re, sys

schemas = importlib.resources.files("cfnlint") / "data" / "schemas"
index = json.loads((schemas / "providers" / "us-east-1.json").read_text())
version = json.loads((schemas / "version.json").read_text())["schema_date"][:10]

SERVICES = {
    "ec2": ["EC2"], "vpc": ["EC2"], "ec2transitgateway": ["EC2"], "lb": ["ElasticLoadBalancingV2"], "autoscaling": ["AutoScaling"],
    "appautoscaling": ["ApplicationAutoScaling"], "rds": ["RDS"], "elasticache": ["ElastiCache"], "secretsmanager": ["SecretsManager"],
    "ssm": ["SSM"], "kms": ["KMS"], "iam": ["IAM"], "s3": ["S3"], "cloudwatch": ["Logs", "CloudWatch"], "route53": ["Route53"],
    "acm": ["CertificateManager"], "cloudfront": ["CloudFront"], "wafv2": ["WAFv2"], "eks": ["EKS"], "sns": ["SNS"], "budgets": ["Budgets"],
}
# Where one provider type is part of another CloudFormation type, or goes by another name there.
NAMES = {
    "aws:sns/topicSubscription:TopicSubscription": "AWS::SNS::Subscription",
    "aws:ec2/eip:Eip": "AWS::EC2::EIP", "aws:ec2/routeTableAssociation:RouteTableAssociation": "AWS::EC2::SubnetRouteTableAssociation",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "AWS::EC2::SecurityGroup", "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": "AWS::EC2::VPCPeeringConnection",
    "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": "AWS::EC2::VPCPeeringConnection", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "AWS::EC2::VPCPeeringConnection",
    "aws:rds/cluster:Cluster": "AWS::RDS::DBCluster", "aws:rds/clusterInstance:ClusterInstance": "AWS::RDS::DBInstance", "aws:rds/instance:Instance": "AWS::RDS::DBInstance",
    "aws:rds/subnetGroup:SubnetGroup": "AWS::RDS::DBSubnetGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup": "AWS::RDS::DBClusterParameterGroup",
    "aws:rds/parameterGroup:ParameterGroup": "AWS::RDS::DBParameterGroup", "aws:rds/proxy:Proxy": "AWS::RDS::DBProxy", "aws:rds/proxyEndpoint:ProxyEndpoint": "AWS::RDS::DBProxyEndpoint",
    "aws:rds/proxyTarget:ProxyTarget": "AWS::RDS::DBProxyTargetGroup", "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": "AWS::RDS::DBProxyTargetGroup",
    "aws:appautoscaling/target:Target": "AWS::ApplicationAutoScaling::ScalableTarget", "aws:appautoscaling/policy:Policy": "AWS::ApplicationAutoScaling::ScalingPolicy",
    "aws:autoscaling/group:Group": "AWS::AutoScaling::AutoScalingGroup", "aws:autoscaling/policy:Policy": "AWS::AutoScaling::ScalingPolicy",
    "aws:autoscaling/attachment:Attachment": "AWS::AutoScaling::AutoScalingGroup", "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": "AWS::AutoScaling::AutoScalingGroup",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "AWS::CloudWatch::Alarm", "aws:cloudfront/cachePolicy:CachePolicy": "AWS::CloudFront::CachePolicy",
    "aws:acm/certificateValidation:CertificateValidation": "AWS::CertificateManager::Certificate", "aws:secretsmanager/secretVersion:SecretVersion": "AWS::SecretsManager::Secret",
    "aws:route53/zone:Zone": "AWS::Route53::HostedZone", "aws:route53/record:Record": "AWS::Route53::RecordSet", "aws:eks/nodeGroup:NodeGroup": "AWS::EKS::Nodegroup",
    "aws:cloudwatch/logDelivery:LogDelivery": "AWS::Logs::Delivery", "aws:cloudwatch/logDeliverySource:LogDeliverySource": "AWS::Logs::DeliverySource",
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": "AWS::Logs::DeliveryDestination",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "AWS::WAFv2::LoggingConfiguration",
    "aws:wafv2/webAcl:WebAcl": "AWS::WAFv2::WebACL", "aws:ec2/networkAcl:NetworkAcl": "AWS::EC2::NetworkAcl",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "AWS::EC2::SecurityGroupIngress", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "AWS::EC2::SecurityGroupEgress",
    "aws:iam/rolePolicy:RolePolicy": "AWS::IAM::RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "AWS::IAM::Role",
}
# Types without handlers of their own in the registry: the provider's calls, from its documentation and the service's API reference.
OWN = {
    "aws:route53/record:Record": ["route53:ChangeResourceRecordSets", "route53:GetChange", "route53:GetHostedZone", "route53:ListResourceRecordSets"],
    "aws:acm/certificateValidation:CertificateValidation": ["acm:DescribeCertificate"],
    "aws:autoscaling/attachment:Attachment": ["autoscaling:AttachLoadBalancerTargetGroups", "autoscaling:DetachLoadBalancerTargetGroups", "autoscaling:DescribeAutoScalingGroups"],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:ListAttachedRolePolicies"],
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": ["ec2:AcceptVpcPeeringConnection", "ec2:DescribeVpcPeeringConnections", "ec2:DeleteVpcPeeringConnection"],
    "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": ["ec2:ModifyVpcPeeringConnectionOptions", "ec2:DescribeVpcPeeringConnections"],
    "aws:s3/bucketObject:BucketObject": ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"],
}
by_lower = {name.lower(): name for name in index}

def cfn_name(token):
    if token in NAMES:
        return NAMES[token]
    module, name = re.match(r"aws:(\w+)/\w+:(\w+)", token).groups()
    for service in SERVICES.get(module, [module]):
        for candidate in (name, name.removesuffix("V2"), "VPC" + name):
            found = by_lower.get(f"aws::{service}::{candidate}".lower())
            if found:
                return found
    return "AWS::S3::Bucket" if module == "s3" else None

types, missing = {}, []
for token in sorted(set(pathlib.Path(sys.argv[1]).read_text().split())):
    if token in OWN:
        types[token] = OWN[token]
        continue
    name = cfn_name(token)
    if name not in index:
        missing.append(token)
        continue
    schema = json.loads((schemas / "resources" / f"{index[name]}.json").read_text())
    handlers = schema.get("handlers", {})
    actions = {a for h in ("create", "read", "update", "delete") for a in handlers.get(h, {}).get("permissions", []) if ":" in a}
    if actions:
        types[token] = sorted(actions)
    else:
        missing.append(token)
out = {"source": "CloudFormation resource schemas, handlers.*.permissions, as carried by cfn-lint (PyPI); provider calls for types without handlers from the services' API references", "date": version, "types": types}
pathlib.Path("blueprints/facts/permissions.json").write_text(json.dumps(out, indent=1) + "\n")
print(f"{len(types)} types; without a source: {', '.join(missing) or 'none'}")
